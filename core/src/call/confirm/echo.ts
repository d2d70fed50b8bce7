import { createHmac } from 'node:crypto';
import type { Loss } from '../../plugin/author/confirm.js';
import { boundOf, namesOf } from './loss.js';

/** The status of a result for a call that was held back. */
export const CONFIRMATION_REQUIRED = 'confirmation_required';

/** An echo is valid for one to two of these periods, in milliseconds. */
const PERIOD = 1_800_000;

/** How often an echo confirmed each loss. Only the newest are kept. */
const spent = new Map<string, number>();
const MOST_SPENT = 10_000;

/** No valid echo is longer, even with its quotes escaped. */
const LONGEST_ECHO = 2_000;

/** What the echo confirms. If any of this changes, the echo is no longer valid. */
export interface Bound {
  name: string;
  input: object;
  loss: Loss;
  /** Identifies the caller, if the server has several. */
  caller: string;
  key: string;
}

/** The text to repeat: what will be done, and a checksum of everything that the preview looked at. */
export function echoText(bound: Bound, period = periodNow()): string {
  const check = macOf(bound, [period, spent.get(macOf(bound)) ?? 0]);
  return `${bound.loss.will} [${check.slice(0, 8)}]`;
}

/**
 * Accepts an echo once, within its lifetime. The text stays in the conversation, and would otherwise confirm the next
 * loss like it.
 */
export function takesEcho(given: unknown, bound: Bound, shown: (text: string) => string): boolean {
  if (typeof given !== 'string') return false;
  const period = periodNow();
  const isIt = [period, period - 1].some((each) => normal(given) === normal(shown(echoText(bound, each))));
  if (isIt) spend(macOf(bound));
  return isIt;
}

function spend(mac: string): void {
  const times = (spent.get(mac) ?? 0) + 1;
  const [oldest] = spent.keys();
  if (spent.size >= MOST_SPENT && oldest !== undefined) spent.delete(oldest);
  // Move it to the end, so that it is evicted last.
  spent.delete(mac);
  spent.set(mac, times);
}

function macOf({ name, input, loss, caller, key }: Bound, more: readonly number[] = []): string {
  const text = JSON.stringify(['echo', ...more, caller, name, input, boundOf(loss)]);
  return createHmac('sha256', key).update(text).digest('hex');
}

function periodNow(): number {
  return Math.floor(Date.now() / PERIOD);
}

/** The checksum identifies the echo. Of the words, only letters count, because models lose quotes and spaces. */
function normal(text: string): string {
  const [, will = '', check = ''] =
    /^(.*)\[([^[\]]*)\][^\p{L}\p{N}]*$/su.exec(text.slice(0, LONGEST_ECHO)) ?? [];
  return `${will.replace(/\P{L}+/gu, '')} ${check.replace(/[^\p{L}\p{N}]+/gu, '')}`.toLowerCase();
}

/** The result that replaces that of the held-back call. */
export function echoAnswer(name: string, loss: Loss, confirm: string, echoed: unknown) {
  const names = namesOf(loss);
  const { count = loss.names?.length } = loss;
  const isOther = echoed !== undefined;
  return {
    status: CONFIRMATION_REQUIRED,
    preview: {
      will: loss.will,
      ...(count !== undefined && { count }),
      ...(names !== '' && { names }),
    },
    confirm,
    next:
      (isOther
        ? 'The text in "confirm" does not match: it is different, already used or too old, or something has changed in Kestra. '
        : '') +
      `Nothing was done. If the user wants this, call ${name} again with the same arguments and this text as "confirm".`,
  };
}
