import { createHmac } from 'node:crypto';
import type { Loss } from '../../plugin/author/confirm.js';
import { boundOf, namesOf } from './loss.js';

/** The status of an answer that stands for a call which was not made. */
export const CONFIRMATION_REQUIRED = 'confirmation_required';

/** An echo holds for one to two of these, in milliseconds. */
const PERIOD = 1_800_000;

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
export function echoText({ name, input, loss, caller, key }: Bound, period = periodNow()): string {
  const check = createHmac('sha256', key)
    .update(JSON.stringify(['echo', period, caller, name, input, boundOf(loss)]))
    .digest('hex')
    .slice(0, 8);
  return `${loss.will} [${check}]`;
}

/** An echo ends: what was said of one loss is in the conversation for good, and would do for the next one like it. */
export function isEcho(given: unknown, bound: Bound, shown: (text: string) => string): boolean {
  if (typeof given !== 'string') return false;
  const period = periodNow();
  return [period, period - 1].some((each) => normal(given) === normal(shown(echoText(bound, each))));
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
  const isOther = echoed !== undefined;
  return {
    status: CONFIRMATION_REQUIRED,
    preview: {
      will: loss.will,
      ...(loss.count !== undefined && { count: loss.count }),
      ...(names !== '' && { names }),
    },
    confirm,
    next:
      (isOther ? 'The text in "confirm" was not this one, is too old, or what is there has changed. ' : '') +
      `Nothing was done. If the user wants this, call ${name} again with the same arguments and this text as "confirm".`,
  };
}
