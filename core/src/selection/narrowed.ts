import type { Config, FurtherList, ToolsConfig } from '../config/config.js';
import { ConfigError } from '../foundation/errors.js';
import type { Registry } from '../registry/registry.js';
import { isKnown, malformed, namePattern, readingIn } from './names.js';

/**
 * Removes names that match nothing from the lists of an untrusted folder. They are reported, but do not stop the start.
 * Throws if the `only` lists of trusted layers have nothing in common.
 */
export function withKnownLists(config: Config, registry: Registry): Config {
  const { further } = config.tools;
  if (further === undefined) return config;
  const trusted = further.filter((list) => list.trusted);
  refuseEmpty({ ...config, tools: { ...config.tools, further: trusted } }, registry);
  const kept = [...trusted];
  const left = [];
  for (const list of further.filter((each) => !each.trusted)) {
    const names = list.names.filter((name) => malformed(name) === undefined && isKnown(name, registry));
    const known = { ...list, names };
    const isEmpty =
      names.length === 0 || !leavesSome({ ...config.tools, further: [...kept, known] }, registry);
    if (!isEmpty) kept.push(known);
    if (isEmpty || names.length < list.names.length) {
      left.push({
        file: list.origin,
        what: `${isEmpty ? '' : 'unknown names in '}tools.${list.list}`,
      });
    }
  }
  const { untrusted } = config;
  return {
    ...config,
    tools: { ...config.tools, further: kept },
    ...(untrusted && { untrusted: { ...untrusted, left: [...untrusted.left, ...left] } }),
  };
}

function refuseEmpty({ tools, origins }: Config, registry: Registry): void {
  const lists = narrowing(tools);
  if (lists.length < 2 || leavesSome(tools, registry)) return;
  const named = [
    ...(tools.only ? [origins['tools.only']] : []),
    ...(tools.further ?? []).filter(isOnly).map(({ origin }) => origin),
  ];
  throw new ConfigError(`No tool is in all of these \`only\` lists: ${named.join(' and ')}.`, {
    hint: 'Only tools in all of the lists are enabled. Remove one of the lists, or add a name that all of them have.',
  });
}

/** True unless several `only` lists exist and nothing is in all of them. */
function leavesSome(tools: ToolsConfig, registry: Registry): boolean {
  const lists = narrowing(tools).map((names) => names.map(namePattern));
  if (lists.length < 2) return true;
  const named = [
    ...[...registry.tools.values()].flatMap(({ manifest }) => [
      [manifest, undefined] as const,
      ...(manifest.actions ?? []).map(({ name }) => [manifest, name] as const),
    ]),
    ...readingIn(registry).map(({ manifest }) => [manifest, undefined] as const),
  ];
  return named.some(([feature, action]) =>
    lists.every((patterns) => patterns.some(({ matches }) => matches(feature, action))),
  );
}

function narrowing({ only, enable, further = [] }: ToolsConfig): (readonly string[])[] {
  return [...(only ? [[...only, ...enable]] : []), ...further.filter(isOnly).map(({ names }) => names)];
}

function isOnly({ list }: FurtherList): boolean {
  return list === 'only';
}
