import { createHmac } from 'node:crypto';
import type { Loss } from '../../plugin/author/confirm.js';
import { boundOf, namesOf } from './loss.js';

/** The status of an answer that stands for a call which was not made. */
export const CONFIRMATION_REQUIRED = 'confirmation_required';

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
export function echoText({ name, input, loss, caller, key }: Bound): string {
  const check = createHmac('sha256', key)
    .update(JSON.stringify(['echo', caller, name, input, boundOf(loss)]))
    .digest('hex')
    .slice(0, 8);
  return `${loss.will} [${check}]`;
}

/** Blanks, letter case and counts that go on are of no matter: it is the check that tells one from another. */
export function isEcho(given: unknown, text: string): boolean {
  return typeof given === 'string' && normal(given) === normal(text);
}

function normal(text: string): string {
  const [, will = '', check = ''] = /^(.*)(\[[^\]]*\])$/s.exec(text.trim()) ?? [];
  return `${will.replace(/\s+/g, ' ').replace(/\d+/g, '0')}${check}`.toLowerCase();
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
      (isOther ? 'The text in "confirm" was not this one, or what is there has changed. ' : '') +
      `Nothing was done. If the user wants this, call ${name} again with the same arguments and this text as "confirm".`,
  };
}
