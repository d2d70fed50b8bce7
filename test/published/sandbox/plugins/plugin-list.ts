import { CORE, coreType } from '../flow/catalog.js';
import type { FlowRules } from '../flow/rules.js';
import { isDeprecated } from '../flow/types.js';
import { CORE_TYPES } from './core-types.js';
import { aliasesOf } from './old-names.js';

/** A type in the list of plugins. */
export interface ListedType {
  cls: string;
  title?: string;
  description?: string;
  deprecated?: true;
}

const DEPRECATED_CONDITIONS = ['FlowCondition', 'FlowNamespaceCondition', 'MultipleCondition'];
const LISTS =
  'tasks triggers conditions storages secrets taskRunners apps appBlocks charts dataFilters dataFiltersKPI logExporters additionalPlugins';

/** The plugins of a server, which are only the core. */
export function pluginRows(rules: FlowRules): object[] {
  const lists = LISTS.split(' ').map((list) => [list, typesOf(list, rules)]);
  return [
    {
      ...{ name: 'core', title: 'core', group: 'io.kestra.plugin.core' },
      manifest: {
        'X-Kestra-Title': 'core',
        'X-Kestra-Group': 'io.kestra.plugin.core',
        'Manifest-Version': '1.0',
      },
      guides: [],
      aliases: aliasesOf(rules.oldNames),
      ...Object.fromEntries(lists),
      categories: ['CORE'],
    },
  ];
}

/** The types of one kind in a version. */
export function typesOf(list: string, rules: FlowRules): ListedType[] {
  if (list === 'storages') return [{ cls: 'io.kestra.storage.local.LocalStorage' }];
  return Object.entries(CORE_TYPES[list] ?? {}).flatMap(([marked, title]) => {
    const short = marked.replace('-', '');
    if (rules.missingTypes.includes(short)) return [];
    const cls = short.startsWith('io.') ? short : coreType(short);
    const isOld = isDeprecated(cls) || DEPRECATED_CONDITIONS.includes(short.replace('condition.', ''));
    return {
      cls,
      ...(isOld && { deprecated: true as const }),
      title,
      ...(marked === short && { description: `${title} ${where(list)}` }),
    };
  });
}

/** Finds a core type by its name. */
export function listedType(type: string, rules: FlowRules): ListedType | undefined {
  if (!type.startsWith(CORE)) return undefined;
  return LISTS.split(' ')
    .flatMap((list) => typesOf(list, rules))
    .find(({ cls }) => cls === type);
}

const where = (list: string) => `Core type of Kestra, listed under ${list}.`;
