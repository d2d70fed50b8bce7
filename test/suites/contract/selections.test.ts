import { beforeAll, describe, expect, it } from '@jest/globals';
import { validate } from '../../../core/src/call/given/arguments.js';
import type { ToolsConfig } from '../../../core/src/config/config.js';
import { describeError } from '../../../core/src/foundation/errors.js';
import type { PluginDefinition } from '../../../core/src/plugin/author/define.js';
import { toolsOf } from '../../../core/src/plugin/author/metadata.js';
import { namedActions } from '../../../core/src/plugin/manifest/action-texts.js';
import type { JsonSchema } from '../../../core/src/plugin/manifest/manifest.js';
import { notPlain } from '../../../core/src/plugin/manifest/plain-schema.js';
import type { Registry } from '../../../core/src/registry/registry.js';
import { narrowedTool } from '../../../core/src/selection/schema.js';
import { type SelectedTool, select } from '../../../core/src/selection/selection.js';
import { instructions } from '../../../core/src/server/instructions.js';
import { definitions } from '../../support/plugins/first-party.js';
import { registryOf } from '../../support/plugins/things.js';

type Input = PluginDefinition['tools'][number]['declaration']['input'];

/** How texts may refer to an action, besides its name. */
const WORDS: Readonly<Record<string, string[]>> = {
  create: ['creates', 'overwrite', 'write'],
  set: ['sets', 'stored', 'stores', 'save', 'lifetime'],
  delete: ['deletes', 'deleted', 'remove', 'removes'],
  kill: ['kills', 'killed', 'cascade'],
  move: ['moves', 'moved'],
  change_status: ['status', 'state'],
  auto_create: ['save', 'saved', 'saves'],
  get: ['gets', 'read'],
  list: ['lists', 'keys'],
  search: ['searches', 'paths'],
};

let registry: Registry;
beforeAll(async () => {
  registry = await registryOf(...(await definitions()));
});

const under = (config: Partial<ToolsConfig>) =>
  select(registry, { enable: [], disable: [], readOnly: false, ...config }, {}, 'EE');
const on = (config: Partial<ToolsConfig>) =>
  [...under(config).tools.values()].filter(({ enabled }) => enabled);

/** All selections with exactly one action of a tool, or all but one, and read-only mode. */
function narrowings(): Partial<ToolsConfig>[] {
  const actions = [...registry.tools.values()].flatMap(({ manifest }) =>
    (manifest.actions ?? []).map(({ name }) => `${manifest.name}:${name}`),
  );
  const single = actions.map((name) => ({ only: [name] }));
  return [...single, ...actions.map((name) => ({ disable: [name] })), { readOnly: true }, {}];
}

/** All texts of a tool, without the names of parameters. */
function textsOf(selected: SelectedTool, config: Partial<ToolsConfig> = {}): string {
  const { description, inputSchema } = narrowedTool(selected, config.fixed);
  const { title = '', outputSchema } = selected.tool.manifest;
  return [title, description, ...descriptionsIn(inputSchema), ...descriptionsIn(outputSchema)].join('\n');
}

function descriptionsIn(value: unknown, names = false): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'description' && !names && typeof member === 'string'
      ? [member]
      : descriptionsIn(member, key === 'properties' && !names),
  );
}

const wordsIn = (text: string) => new Set(text.toLowerCase().split(/[^a-z_]+/));

it('no text of a tool speaks of an action that is off', () => {
  const promised = narrowings().flatMap((config) =>
    on(config).flatMap((selected) => {
      const words = wordsIn(textsOf(selected));
      return selected.actions
        .filter(({ enabled }) => !enabled)
        .flatMap(({ name }) => [name, ...(WORDS[name] ?? [])].filter((word) => words.has(word)))
        .map((word) => `${selected.tool.manifest.name}, ${JSON.stringify(config)}: ${word}`);
    }),
  );
  expect(promised).toEqual([]);
});

it('no parameter is shown that only actions use which are off', () => {
  for (const config of narrowings())
    for (const selected of on(config)) {
      const { actions = [], name } = selected.tool.manifest;
      const { enum: shown } = properties(narrowedTool(selected).inputSchema).action ?? {};
      const left = selected.actions.filter((action) => action.enabled).map((action) => action.name);
      if (namedActions(actions).length > 0) expect([name, shown]).toEqual([name, left]);
      const used = actions.filter((each) => left.includes(each.name));
      for (const each of actions.filter((action) => !left.includes(action.name)))
        for (const parameter of [...(each.requires ?? []), ...(each.accepts ?? [])]) {
          const isUsed = used.some(({ requires = [], accepts = [] }) =>
            [...requires, ...accepts].includes(parameter),
          );
          expect([
            name,
            parameter,
            Object.hasOwn(properties(narrowedTool(selected).inputSchema), parameter),
          ]).toEqual([name, parameter, isUsed]);
        }
    }
});

it('no error of arguments names what is off, whatever is given for it', async () => {
  const declared = (await definitions()).flatMap(({ groups, tools }) => [
    ...groups.flatMap(toolsOf),
    ...tools,
  ]);
  const inputs = new Map(declared.map(({ declaration: { name, input } }) => [name, input]));
  for (const config of narrowings())
    for (const selected of on(config)) {
      const { name, inputSchema } = selected.tool.manifest;
      const shown = narrowedTool(selected).inputSchema;
      const gone = Object.keys(properties(inputSchema)).filter(
        (each) => !Object.hasOwn(properties(shown), each),
      );
      const off = selected.actions.filter(({ enabled }) => !enabled).map((action) => action.name);
      for (const given of [
        { none_of_them: 1, action: 'zap' },
        ...gone.map((each) => ({ [`${each}s`]: 1 })),
      ]) {
        const said = refusal(given, inputs.get(name), shown);
        expect([name, [...gone, ...off].filter((word) => said.split(/[^\w]+/).includes(word))]).toEqual([
          name,
          [],
        ]);
      }
      for (const each of gone)
        expect(refusal({ [each]: [{}] }, inputs.get(name), shown)).not.toContain(`argument "${each}" is`);
    }
});

it('every parameter left is described, whatever is off', () => {
  for (const config of narrowings())
    for (const selected of on(config))
      for (const [parameter, schema] of Object.entries(properties(narrowedTool(selected).inputSchema)))
        if (schema.enum === undefined) expect(`${parameter}: ${schema.description}`).toMatch(/: [A-Z/][^:]/);
});

it('no text names a tool, since any may be off', () => {
  const names = [...registry.tools.keys()];
  for (const selected of on({}))
    expect([...wordsIn(textsOf(selected))].filter((word) => names.includes(word))).toEqual([]);
});

it('one action left is what the tool is for', () => {
  const said = (only: string) => on({ only: [only] }).map((tool) => narrowedTool(tool).description);
  expect(said('manage_kv_store:get')).toEqual([
    'Manage the key-value store of a namespace: get the value of a key.',
  ]);
  expect(said('manage_executions:kill')).toEqual(['Manage an execution: kill it.']);
  expect(said('manage_invitations:delete')).toEqual(['Manage an invitation: delete it.']);
});

it('what the server says of itself fits into 2,048 characters, which clients cut at', () => {
  for (const config of [{}, { readOnly: true }, { disable: ['*:delete', '*:create'] }])
    expect(instructions(under(config), true).length).toBeLessThanOrEqual(2_048);
});

it('the server says nothing of groups of which nothing is there', () => {
  const config = { enable: [], disable: ['replay', 'manage_kv_store'], readOnly: false };
  const text = instructions(select(registry, config, {}, 'OSS'), false);
  for (const title of ['Enterprise Edition', 'Replay', 'KV store']) expect(text).not.toContain(title);
  expect(text).toContain('Restart: ');
  expect(instructions(under({ disable: ['find_flow'] }), false)).not.toContain('find_flow');
});

it('the server says nothing of what changes when all is read-only', () => {
  const changing = ['write', 'delete', 'create', 'kill', 'label', 'enable', 'run', 'pause', 'set'];
  const text = instructions(under({ readOnly: true }), false);
  expect(text).toContain('nothing can be changed');
  expect([...wordsIn(text.replace('a run of it', ''))].filter((word) => changing.includes(word))).toEqual([]);
  expect(instructions(under({}), false)).not.toContain('nothing can be changed');
});

describe.each<[string, Partial<ToolsConfig>]>([
  ['all', {}],
  ['read-only', { readOnly: true }],
  ['one namespace', { fixed: { namespace: 'a.b', namespaces: ['a.b'], tenant: 'acme' } }],
  ['some namespaces', { fixed: { namespaces: ['a', 'b.c'] } }],
])('with %s', (_, config) => {
  it('every schema has only the words that all clients take', () => {
    for (const narrowing of narrowings())
      for (const selected of on({ ...narrowing, ...config }))
        expect([
          selected.tool.manifest.name,
          notPlain(narrowedTool(selected, config.fixed).inputSchema),
        ]).toEqual([selected.tool.manifest.name, []]);
  });

  it('every tool has a title', () => {
    for (const { tool } of on(config)) expect(tool.manifest.title).toMatch(/^[A-Z][A-Za-z ]{2,30}$/);
  });
});

function refusal(given: Record<string, unknown>, input: Input | undefined, shown: JsonSchema): string {
  try {
    if (input === undefined) throw new Error('There is no such tool.');
    validate(given, input, () => shown);
    return '';
  } catch (error) {
    return describeError(error);
  }
}

function properties({ properties }: JsonSchema): Record<string, JsonSchema> {
  return properties as Record<string, JsonSchema>;
}
