import { drawing } from './element.js';

/** The meaning of a state for the reader. */
export type Tone = 'good' | 'bad' | 'warn' | 'run' | 'wait' | 'stop' | 'idle';

const TONES: Readonly<Record<string, Tone>> = {
  SUCCESS: 'good',
  FAILED: 'bad',
  WARNING: 'warn',
  RETRIED: 'warn',
  RUNNING: 'run',
  RETRYING: 'run',
  RESTARTED: 'run',
  RESUBMITTED: 'run',
  KILLING: 'stop',
  KILLED: 'stop',
  CANCELLED: 'stop',
  PAUSED: 'wait',
  BREAKPOINT: 'wait',
  QUEUED: 'wait',
  CREATED: 'idle',
  SUBMITTED: 'idle',
  SKIPPED: 'idle',
};
const FINAL = ['SUCCESS', 'WARNING', 'FAILED', 'KILLED', 'CANCELLED', 'SKIPPED', 'RETRIED'];

/** Each state has a sign, because color alone is not accessible. */
const SIGNS: Readonly<Record<Tone, string>> = {
  good: 'M4 8.5l2.7 2.7L12 5.8',
  bad: 'M5 5l6 6M11 5l-6 6',
  warn: 'M8 4.2v4.6M8 11.2v.4',
  run: 'M6.4 5.2v5.6L11 8z',
  wait: 'M6.2 5.2v5.6M9.8 5.2v5.6',
  stop: 'M5.8 5.8h4.4v4.4H5.8z',
  idle: 'M5 8h6',
};

/** An unknown state is shown by its name, in gray. */
export function toneOf(state: string): Tone {
  return Object.hasOwn(TONES, state) ? (TONES[state] ?? 'idle') : 'idle';
}

/** An execution with an end date is final, even in an unknown state. */
export function isFinal(state: string, end?: number): boolean {
  return FINAL.includes(state) || (end !== undefined && !Object.hasOwn(TONES, state));
}

/** The sign of a state. Its name is next to it or in a label. */
export function signOf(state: string): SVGSVGElement {
  const tone = toneOf(state);
  return drawing(
    'svg',
    { class: `sign ${tone}`, viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
    drawing('circle', { cx: 8, cy: 8, r: 8 }),
    drawing('path', { d: SIGNS[tone] }),
  );
}
