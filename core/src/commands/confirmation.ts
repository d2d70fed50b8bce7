import type { Config, ConfirmPolicy } from '../config/config.js';
import { DEFAULT_CONFIRM } from '../config/layers/confirm-rules.js';
import { type Finding, note } from './findings.js';

/** What each setting is worth, to go on from its name. */
const WORTH: Readonly<Record<ConfirmPolicy, string>> = {
  never: 'nothing is asked: a model deletes what it takes for wanted',
  auto:
    'the user is asked where the client can show a form; elsewhere one named thing is deleted at once, and very much at a ' +
    'time needs an echo of what would be lost. A client may say yes by itself, so a yes proves no person',
  echo: 'a model has to repeat what would be lost: that keeps it from guessing, and is no yes of a person',
  always:
    'the user is asked each time, and where the client cannot show a form it is refused. A client may say yes by itself: ' +
    'what must never be lost is safer switched off',
};

/** What has to be confirmed, who says so, and what that is worth. */
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
    ...(layers.length > 1 ? ['Of several that speak of a call the strictest counts.'] : []),
  ];
  return [note('confirmation', lines.join('\n'))];
}
