import type { Case, Story } from './case.js';
import { sentence } from './reading/lines.js';
import { failed } from './states/failed.js';
import { look } from './states/next.js';
import { running } from './states/running.js';
import { cancelled, killed, retried, skipped } from './states/stopped.js';
import { succeeded, warned } from './states/succeeded.js';
import { atBreakpoint, created, paused, queued, retryOf } from './states/waiting.js';

type Teller = (about: Case) => Promise<Story>;

const TELLERS: Readonly<Record<string, Teller>> = {
  FAILED: (about) => failed(about),
  SUCCESS: succeeded,
  WARNING: warned,
  KILLED: killed,
  KILLING: killed,
  CANCELLED: cancelled,
  RETRIED: retried,
  SKIPPED: skipped,
  QUEUED: queued,
  CREATED: created,
  PAUSED: paused,
  BREAKPOINT: atBreakpoint,
  RETRYING: retrying,
  RUNNING: running,
  SUBMITTED: running,
  RESUBMITTED: running,
  RESTARTED: running,
};

/** Explains an execution according to its state. */
export function storyOf(about: Case): Promise<Story> {
  const state = about.execution.state.current;
  const teller = Object.hasOwn(TELLERS, state) ? TELLERS[state] : undefined;
  return teller?.(about) ?? running(about);
}

async function retrying(about: Case): Promise<Story> {
  const story = await failed(about, ['RETRYING', 'FAILED']);
  const { waits, again } = retryOf(about);
  const cause = `${sentence(story.cause.replace(/ is RETRYING(?=[ :])/, ' failed'))} ${again}`;
  return {
    ...story,
    cause,
    waits,
    next: [look(about.execution, 'Shows whether the next attempt succeeded.'), ...story.next],
  };
}
