import { dirname } from 'node:path';
import type { Config, FurtherList } from '../config/config.js';
import { commonNamespaces } from '../config/layers/fixed.js';
import { tightenedBy } from '../selection/confirm.js';

/**
 * True if the folder that the server runs with has changed, or its user has revoked the trust. An edit then continues
 * from the trusted configuration. A requested reload after `trust --revoke` gives the same result as a restart.
 */
export function isTrustedNoMore(trusted: Config, { untrusted }: Config, by: 'edit' | 'request'): boolean {
  if (untrusted === undefined) return false;
  const isOfFolder = [trusted.file, trusted.dotenv].some(
    (path) => path !== undefined && dirname(path) === untrusted.folder,
  );
  return untrusted.changed || (by === 'edit' && isOfFolder);
}

/** The configuration after the trusted folder has changed: the trusted one, plus all new restrictions. */
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

/** All `only` and `disable` lists that apply now, whatever their source. */
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
  // The namespaces have nothing in common, so the present ones are narrow enough.
  if (common.length === 0) return fixed;
  const { namespace, ...others } = fixed ?? {};
  const isFilledIn = namespace !== undefined && common.includes(namespace);
  return { ...others, ...(isFilledIn && { namespace }), namespaces: common };
}

function unique(lists: readonly FurtherList[]): FurtherList[] {
  return [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()];
}
