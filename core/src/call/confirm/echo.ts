import { createHmac } from 'node:crypto';
import type { Loss } from '../../plugin/author/confirm.js';
import { boundOf, namesOf } from './loss.js';

/** The status of an answer that stands for a call which was not made. */
export const CONFIRMATION_REQUIRED = 'confirmation_required';

/** An echo holds for one to two of these, in milliseconds. */
const PERIOD = 1_800_000;

/** How often each loss was confirmed by an echo, of the newest so many. */
const spent = new Map<string, number>();
const MOST_SPENT = 10_000;

/** Nobody repeats more than there is, whatever is done to its quotes. */
const LONGEST_ECHO = 2_000;

/** What the echo is about: another of these, and it has to be given anew. */
export interface Bound {
  name: string;
  input: object;
  loss: Loss;
  /** Who calls, where several do. */
  caller: string;
  key: string;
}

/** The text to repeat: what will be done, and a check over all that was looked at. */
export function echoText(bound: Bound, period = periodNow()): string {
  const check = macOf(bound, [period, spent.get(macOf(bound)) ?? 0]);
  return `${bound.loss.will} [${check.slice(0, 8)}]`;
}

/**
 * An echo does for one call, and ends: what was said of one loss is in the conversation for good, and would do for the
 * next one like it.
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
  // Behind the others, so that it is forgotten last.
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

/** It is the check that tells one from another: of the words only the letters count, since quotes and blanks get lost. */
function normal(text: string): string {
  const [, will = '', check = ''] =
    /^(.*)\[([^[\]]*)\][^\p{L}\p{N}]*$/su.exec(text.slice(0, LONGEST_ECHO)) ?? [];
  return `${will.replace(/\P{L}+/gu, '')} ${check.replace(/[^\p{L}\p{N}]+/gu, '')}`.toLowerCase();
}

/** The answer in the place of the call's result. */
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
