import type { Config } from '../config/config.js';
import { ConfigError } from '../foundation/errors.js';
import { didYouMean } from '../foundation/nearest.js';
import { command } from '../process/command.js';
import type { Registry } from '../registry/registry.js';
import { isKnown, knownNames, malformed } from './names.js';

const LISTS = ['enable', 'only', 'disable'] as const;

/**
 * Throws if a name in a list matches nothing: a typo in `disable` would leave something enabled. If a plugin was not
 * loaded, the name may belong to it, so this returns warnings instead.
 */
export function checkNames(
  { tools, origins }: Pick<Config, 'tools' | 'origins'>,
  registry: Registry,
): string[] {
  const lists = [
    ...LISTS.map((list) => ({
      names: tools[list] ?? [],
      origin: origins[`tools.${list}`] ?? `tools.${list}`,
    })),
    ...(tools.further ?? []).filter(({ trusted }) => trusted),
    ...(tools.confirm ?? [])
      .filter(({ trusted }) => trusted)
      .map(({ rules, origin }) => ({ names: rules.map(({ name }) => name), origin })),
  ];
  const unreadable = lists.flatMap(({ names, origin }) =>
    names.flatMap((text) => {
      const fault = malformed(text);
      return fault === undefined ? [] : [`${origin}: "${text}" ${fault}.`];
    }),
  );
  refuse(unreadable);
  const problems = lists.flatMap(({ names, origin }) =>
    names
      .filter((text) => !isKnown(text, registry))
      .map(
        (text) =>
          `${origin}: no group, tool, action, resource, prompt or skill is named "${text}".${didYouMean(text, knownNames(registry))}`,
      ),
  );
  if (registry.quarantined.length > 0) return problems;
  refuse(problems);
  return [];
}

function refuse(lines: readonly string[]): void {
  if (lines.length === 0) return;
  // Each line begins with its list, so none is a bullet.
  throw new ConfigError(lines.join('\n'), { hint: `Run ${command('list')} to see every name.` });
}
