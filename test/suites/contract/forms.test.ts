import { describe, expect, it } from '@jest/globals';
import { asMeant } from '../../../core/src/call/as-meant.js';
import type { PluginDefinition } from '../../../core/src/plugin/author/define.js';
import { toolsOf } from '../../../core/src/plugin/author/metadata.js';
import { describePlugin } from '../../../core/src/plugin/manifest/describe.js';
import type { JsonSchema, ToolManifest } from '../../../core/src/plugin/manifest/manifest.js';
import { definitions, parametersOf } from '../../support/plugins/first-party.js';

type Input = PluginDefinition['tools'][number]['declaration']['input'];

/** A value, other forms of it, and forms that are not valid. */
interface Forms {
  value: unknown;
  faithful: unknown[];
  unfaithful: unknown[];
}

const ID = '4KhZ9';
const LABELS = [{ key: 'team', value: 'data' }];

function formsOf(name: string, schema: JsonSchema): Forms | undefined {
  const { type, enum: choices, minimum = 0 } = schema as { type?: string; enum?: string[]; minimum?: number };
  if (name === 'labels') return labels();
  if (name === 'edits') return edits();
  if (choices) return words(choices.at(-1) as string);
  if (type === 'integer' || type === 'number') return numbers(Math.max(7, minimum));
  if (type === 'boolean') return booleans(schema.default !== true);
  if (type === 'array') return lists(name === 'state' ? 'FAILED' : ID);
  if (type === 'object') return objects();
  return /^(namespace|flow_id|execution_id)$/.test(name) ? ids() : undefined;
}

const numbers = (value: number): Forms => ({
  value,
  faithful: [`${value}`],
  unfaithful: [
    `${value}px`,
    '0x10',
    `${value}e0`,
    `+${value}`,
    `0${value}`,
    '1,000',
    'seven',
    '９',
    'NaN',
    true,
    {},
    [value],
  ],
});
const booleans = (value: boolean): Forms => ({
  value,
  faithful: [`${value}`, value ? 'True' : 'False', `${value}`.toUpperCase()],
  unfaithful: ['yes', 'yes please', 'on', '1', 1, 0, 'tRue', [value], {}],
});
const words = (value: string): Forms => ({
  value,
  faithful: [value.toLowerCase(), ` ${value} `],
  unfaithful: [`${value}S`, 'LOUD', 7, true, {}],
});
const lists = (value: string): Forms => ({
  value: [value],
  faithful: [value, `["${value}"]`, ` [ "${value}" ]\n`],
  unfaithful: ['[broken', `['${value}']`, '{"a":1}', 7, true, {}, [[value]], [null], '[[1]]'],
});
const objects = (): Forms => ({
  value: { a: 'b' },
  faithful: ['{"a":"b"}', ' { "a" : "b" } '],
  unfaithful: ['{a:b}', '{"a":1', 'a=b', '[1]', '"x"', 7, true, '{"__proto__":{}}'],
});
const ids = (): Forms => ({
  value: ID,
  faithful: [` ${ID}`, `${ID}\n`],
  unfaithful: [7, true, {}, ['a', 'b'], 'two words', '../x', 'a/b', '"a"'],
});
const labels = (): Forms => ({
  value: { team: 'data' },
  faithful: [['team:data'], LABELS, 'team:data', '{"team":"data"}', '["team:data"]', JSON.stringify(LABELS)],
  unfaithful: [
    'team',
    'team=data',
    '{"team"',

    7,
    true,
    [['team:data']],
    { team: null },
    [{ team: 'data' }],
  ],
});
const EDIT = { find: ' a ', replace: '' };
const edits = (): Forms => ({
  value: [EDIT],
  faithful: [EDIT, JSON.stringify([EDIT]), JSON.stringify(EDIT)],
  unfaithful: [
    ...['[broken', 'a', 7, true, {}, [[EDIT]], [null]],
    ...[[{ find: 'a' }], [{ ...EDIT, find: '' }], [{ ...EDIT, find: 7 }], [{ ...EDIT, regex: true }]],
  ],
});

/** Every argument of every action, by its listed type. */
const cases: [
  what: string,
  name: string,
  forms: Forms,
  known: { manifest: ToolManifest; input: Input },
  call: object,
][] = [];
for (const definition of await definitions()) {
  const declared = [...definition.groups.flatMap(toolsOf), ...definition.tools];
  const inputs = new Map(declared.map(({ declaration: { name, input } }) => [name, input]));
  for (const manifest of describePlugin(definition, '0.0.0').tools) {
    const known = { manifest, input: inputs.get(manifest.name) as Input };
    const actions = (manifest.actions ?? []).filter((action) => action.switch === undefined);
    for (const action of actions.length > 0 ? actions : [undefined]) {
      for (const [name, schema] of Object.entries(parametersOf(manifest))) {
        const forms = name === 'action' ? undefined : formsOf(name, schema);
        const call = action === undefined ? {} : { action: action.name };
        const what = [manifest.name, action?.name, name].filter(Boolean).join(':');
        if (forms !== undefined) cases.push([what, name, forms, known, call]);
      }
    }
  }
}

it('there are arguments of every kind', () => {
  expect(cases.length).toBeGreaterThan(150);
});

describe.each(cases)('%s', (_, name, { value, faithful, unfaithful }, known, call) => {
  const field = known.input.shape[name] as Input;
  const read = (sent: unknown) => {
    const meant = asMeant({ ...call, [name]: sent }, known) as Record<string, unknown>;
    return Object.hasOwn(meant, name) ? field.safeParse(meant[name]) : 'left out';
  };

  it('is taken in each form that means it', () => {
    const result = read(value);
    expect(result).toMatchObject({ success: true });
    for (const sent of faithful) expect([sent, read(sent)]).toEqual([sent, result]);
  });

  it('is refused in all that only look like it', () => {
    for (const sent of unfaithful) expect([sent, read(sent)]).toMatchObject([sent, { success: false }]);
  });
});
