import type { Config, ConfirmPolicy } from '../config/config.js';
import { DEFAULT_CONFIRM } from '../config/layers/confirm-rules.js';
import { type Finding, note } from './findings.js';

/** What each policy means, continuing a sentence that starts with its name. */
const WORTH: Readonly<Record<ConfirmPolicy, string>> = {
  never: 'no confirmation; a model can delete whatever it believes you want deleted',
  auto:
    'the user confirms in a form if the client can show one. Otherwise a call deletes a single named item without confirmation, ' +
    'and a bulk operation makes the model repeat what would be lost. A client may answer by itself, so a confirmation does not ' +
    'prove that a person gave it',
  echo: 'the model must repeat what would be lost. This prevents guesses, but no person confirms',
  always:
    'the user confirms each time, and the call is refused if the client cannot show a form. A client may answer by itself: ' +
    'disable what must never be lost',
};

/** Which confirmations apply, where they are configured, and what they mean. */
export function confirmation({ tools }: Config): Finding[] {
  if (tools.readOnly) return [];
  const layers = tools.confirm ?? [];
  const said = layers.flatMap(({ rules, origin }) => rules.map((rule) => ({ ...rule, origin })));
  const forAll = said.filter(({ name }) => name === '*');
  const lines = [
    ...(forAll.length > 0
      ? forAll.map(({ policy, origin }) => `${policy} (${origin}): ${WORTH[policy]}`)
      : [`${DEFAULT_CONFIRM} (default): ${WORTH[DEFAULT_CONFIRM]}`]),
    ...said
      .filter(({ name }) => name !== '*')
      .map(({ name, policy, origin }) => `${name}: ${policy} (${origin}): ${WORTH[policy]}`),
    ...(layers.length > 1 ? ['If several rules match a call, the strictest one applies.'] : []),
  ];
  return [note('confirmation', lines.join('\n'))];
}
