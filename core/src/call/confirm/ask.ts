import { KestraMcpError } from '../../foundation/errors.js';
import type { Loss } from '../../plugin/author/confirm.js';
import type { CallContext } from '../../plugin/author/context.js';
import type { Question, Reply } from '../../plugin/author/question.js';
import { boundOf, namesOf } from './loss.js';

const YES = 'yes';

/** Asks the user, and throws unless the user accepts. */
export async function askFirst(
  ask: NonNullable<CallContext['ask']>,
  name: string,
  loss: Loss,
  isFinal: boolean,
): Promise<void> {
  const reply = await ask(questionOf(name, loss, isFinal));
  if (reply.action === 'accept' && isYes(reply.content[YES])) return;
  throw new KestraMcpError('KMCP_NOT_CONFIRMED', `Nothing was done: ${NO[reply.action](loss.will)}`, {
    hint: NEXT[reply.action],
  });
}

function questionOf(name: string, loss: Loss, isFinal: boolean): Question {
  const names = namesOf(loss);
  const count = isTold(loss) ? '' : ` (${loss.count} in total)`;
  const lines = [
    `${name} needs your confirmation. This will ${loss.will}${count}.`,
    ...(names === '' ? [] : [`Names in Kestra: ${names}.`]),
    ...(isFinal ? ['It cannot be undone.'] : []),
  ];
  const yes = {
    type: 'boolean',
    title: 'Yes, do this',
    description: 'Nothing happens unless you choose this.',
  } as const;
  const about = boundOf(loss);
  return { key: 'confirm', message: lines.join('\n'), fields: { [YES]: yes }, required: [YES], about };
}

/** Whether the text already contains the count, as most do, so that it is not repeated. */
function isTold({ will, count }: Loss): boolean {
  return count === undefined || ` ${will} `.includes(` ${count} `);
}

function isYes(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Each text continues "Nothing was done: ". */
const NO: Readonly<Record<Reply['action'], (will: string) => string>> = {
  accept: (will) =>
    `the user submitted the form without choosing "Yes, do this". The form asked whether to ${will}.`,
  decline: (will) => `the user declined to ${will}.`,
  cancel: (will) => `the user closed the form without answering whether to ${will}.`,
  timeout: (will) => `nobody answered in time whether to ${will}. This counts as declined.`,
  failed: (will) => `the client failed to ask the user whether to ${will}, although it declares that it can.`,
};

const NEXT: Readonly<Record<Reply['action'], string>> = {
  accept: 'Ask the user whether they want this before you call the tool again.',
  decline: 'Do not try another way. Ask the user what they want instead.',
  cancel: 'Ask the user whether they want this before you call the tool again.',
  timeout: 'Call the tool again when the user is there to answer.',
  failed: 'Run `doctor` to see the possible values of `tools.confirm`. The value `echo` needs no form.',
};
