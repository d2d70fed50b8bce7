import { dirname } from 'node:path';
import type { Config, FurtherList } from '../config/config.js';
import { commonNamespaces } from '../config/layers/fixed.js';
import { tightenedBy } from '../selection/confirm.js';

/**
 * True when the folder that a server runs with has changed, or its user has taken back his trust: an edit goes on from what
 * was there, whoever asks for a reload after `trust --revoke` gets what a restart would give.
 */
export function isTrustedNoMore(trusted: Config, { untrusted }: Config, by: 'edit' | 'request'): boolean {
  if (untrusted === undefined) return false;
  const isOfFolder = [trusted.file, trusted.dotenv].some(
    (path) => path !== undefined && dirname(path) === untrusted.folder,
  );
  return untrusted.changed || (by === 'edit' && isOfFolder);
}

/**
 * What a server runs with while the folder that it trusted has changed: as it was, with whatever limits more by now.
 */
export function tightened(trusted: Config, now: Config): Config {
  const { tools } = trusted;
  const further = unique([...(tools.further ?? []), ...listsOf(now)]);
  const confirm = tightenedBy(tools.confirm, now.tools.confirm);
  const fence = now.tools.fixed?.namespaces;
  const fixed = fence === undefined ? tools.fixed : narrowed(tools.fixed, fence);
  return {
    ...trusted,
    tools: {
      ...tools,
      readOnly: tools.readOnly || now.tools.readOnly,
      ...(fixed && { fixed }),
      ...(further.length > 0 && { further }),
      ...(confirm.length > 0 && { confirm }),
    },
    origins: {
      ...trusted.origins,
      ...(!tools.readOnly && now.tools.readOnly && { 'tools.readOnly': now.origins['tools.readOnly'] ?? '' }),
    },
    ...(now.files && { files: now.files }),
    ...(now.untrusted && { untrusted: now.untrusted }),
  };
}

/** The lists of both kinds that are in force now, whoever says them. */
function listsOf({ tools, origins }: Config): FurtherList[] {
  const own = (['only', 'disable'] as const).flatMap((list): FurtherList[] => {
    const names = tools[list] ?? [];
    const isThere = tools[list] !== undefined && (list === 'only' || names.length > 0);
    const all = list === 'only' ? [...names, ...tools.enable] : names;
    return isThere ? [{ list, names: all, origin: origins[`tools.${list}`] ?? '', trusted: true }] : [];
  });
  return [...own, ...(tools.further ?? [])];
}

function narrowed(fixed: Config['tools']['fixed'], fence: readonly string[]): Config['tools']['fixed'] {
  const { namespaces } = fixed ?? {};
  const common = namespaces === undefined ? [...fence] : commonNamespaces(namespaces, fence);
  // Nothing in common: what was there is narrow enough.
  if (common.length === 0) return fixed;
  const { namespace, ...others } = fixed ?? {};
  const isFilledIn = namespace !== undefined && common.includes(namespace);
  return { ...others, ...(isFilledIn && { namespace }), namespaces: common };
}

function unique(lists: readonly FurtherList[]): FurtherList[] {
  return [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()];
}
