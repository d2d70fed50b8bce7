import { CORE, pluginType } from '../flow/catalog.js';
import { knownProperties } from '../flow/properties.js';
import type { FlowRules } from '../flow/rules.js';
import { listedType } from './plugin-list.js';
import { DEFINITIONS, OUTPUTS, OWN_PROPERTIES, type Schema, schemaOf } from './property-schemas.js';

const DRAFT = 'https://json-schema.org/draft/2019-09/schema';
/** The keys of a type's documentation that are returned only on request. */
const COMMON = [
  'id',
  'type',
  'description',
  'retry',
  'timeout',
  'disabled',
  'runIf',
  'allowFailure',
  'logLevel',
];

/** The documentation of a type in a version. Undefined if the version does not have it. */
export function documentationOf(type: string, rules: FlowRules, all: boolean): object | undefined {
  const listed = listedType(type, rules);
  if (listed === undefined) return undefined;
  const short = type.slice(CORE.length);
  const required = pluginType(type)?.required ?? [];
  const names = [...ownNames(type, rules, required), ...(all ? COMMON : [])];
  const properties = Object.fromEntries(
    [...new Set(names)].map((name) => [
      name,
      { ...schemaOf(short, name), $required: required.includes(name) },
    ]),
  );
  return {
    markdown: `# ${listed.title}\n\n${listed.description ?? ''}\n`,
    schema: {
      properties: {
        $schema: DRAFT,
        properties,
        ...(required.length > 0 && { required }),
        ...{ title: listed.title, description: listed.description, $examples: examplesOf(type, required) },
        ...(listed.deprecated && { $deprecated: 'true' }),
      },
      outputs: outputsOf(short),
      definitions: usedIn(properties),
    },
  };
}

function ownNames(type: string, rules: FlowRules, required: readonly string[]): readonly string[] {
  const short = type.slice(CORE.length);
  const own = OWN_PROPERTIES[short]?.split(' ');
  const base = {
    ...rules.properties,
    task: [],
    trigger: rules.properties.trigger.filter((name) => name === 'when'),
  };
  const known = own ?? knownProperties(type, base)?.filter((name) => name !== 'when') ?? required;
  const isTask = !/^(condition|trigger|dashboard|runner)\./.test(short);
  return isTask && rules.oldNames ? [...known, 'pluginDefaultsRef'] : known;
}

/** Conditions and loops have no outputs. For a task without outputs, only the schema draft is given. */
function outputsOf(short: string): Schema {
  const own = OUTPUTS[short];
  if (own !== undefined) return { $schema: DRAFT, properties: own };
  return short.startsWith('condition.') || short === 'flow.Loop' ? {} : { $schema: DRAFT };
}

/** The definitions to which these schemas refer, directly or indirectly. */
function usedIn(properties: Schema): Schema {
  const text = JSON.stringify(properties);
  const used = Object.entries(DEFINITIONS).filter(([name]) => text.includes(`/${name}"`));
  const nested = used.map(([name, definition]) => usedIn({ [name]: definition }));
  return Object.assign({}, ...nested, Object.fromEntries(used)) as Schema;
}

const HOW_MANY: Readonly<Record<string, number>> = { 'log.Log': 2, 'flow.ForEach': 4, 'flow.Loop': 4 };

function examplesOf(type: string, required: readonly string[]): object[] {
  const isTask = !/\.(condition|trigger|dashboard)\./.test(type);
  const values = required.map((name) => `    ${name}: …\n`).join('');
  const code = `id: example\nnamespace: company.team\n\n${isTask ? 'tasks' : 'triggers'}:\n  - id: it\n    type: ${type}\n${values}`;
  const number = HOW_MANY[type.slice(CORE.length)] ?? 1;
  return Array.from({ length: number }, (_, index) => ({
    ...{ full: true, code: `${code}${'# more\n'.repeat(index)}`, lang: 'yaml', title: 'Minimal example.' },
  }));
}
