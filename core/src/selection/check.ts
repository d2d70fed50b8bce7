import type { Config } from '../config/config.js';
import { ConfigError } from '../errors.js';
import { didYouMean } from '../nearest.js';
import type { Registry } from '../registry/registry.js';
import { isKnown, knownNames } from './names.js';

const LISTS = ['enable', 'only', 'disable'] as const;

/**
 * Stops the start at a name that no tool has: a typo in `disable` would leave on what was meant to be off. While a
 * plugin is quarantined the name may be its own, so it is a warning then; the warnings are returned.
 */
export function checkNames({ tools, origins }: Config, registry: Registry): string[] {
  const problems = LISTS.flatMap((list) =>
    (tools[list] ?? [])
      .filter((text) => !isKnown(text, registry))
      .map(
        (text) =>
          `${origins[`tools.${list}`] ?? `tools.${list}`}: no group, tool, action, resource or prompt is named "${text}".${didYouMean(text, knownNames(registry))}`,
      ),
  );
  const [first, ...rest] = problems;
  if (first === undefined) return [];
  if (registry.quarantined.length > 0) return problems;
  throw new ConfigError(first, { details: rest, hint: 'kestra-mcp list shows every name.' });
}
