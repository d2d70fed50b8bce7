import { describe, expect, it } from '@jest/globals';
import type { PluginDefinition } from '../../../core/src/plugin/author/define.js';
import { toolsOf } from '../../../core/src/plugin/author/metadata.js';
import { describePlugin } from '../../../core/src/plugin/manifest/describe.js';
import type { ActionManifest, JsonSchema, ToolManifest } from '../../../core/src/plugin/manifest/manifest.js';
import { cutMark } from '../../../core/src/response/bound/cut-mark.js';
import { callPlugin } from '../../support/host/call-plugin.js';
import { useKestra } from '../../support/kestra/use-kestra.js';
import { definitions, parametersOf } from '../../support/plugins/first-party.js';

type Given = Record<string, unknown>;
type Fields = Record<string, { safeParse: (value: unknown) => { success: boolean } }>;

const kestra = useKestra();
const MARK = cutMark(
  { left: 70_000, whole: 90_000, unit: 'characters' },
  'Call get_thing with offset 20000.',
);
const TEXTS = [`id: a\n${MARK}`, `{"a":"b ${MARK}"}`];
/** Required arguments for which a generic sample is not valid. */
const SAMPLES: Given = { email: 'a@example.com' };

/** A value that the parameter accepts. */
function sample(schema: JsonSchema): unknown {
  const { enum: choices, anyOf, type } = schema as { enum?: unknown[]; anyOf?: JsonSchema[]; type?: string };
  if ('const' in schema) return schema.const;
  if (choices) return choices[0];
  if (anyOf?.[0]) return sample(anyOf[0]);
  if (type === 'array') return [sample((schema.items ?? {}) as JsonSchema)];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  if (type !== 'object') return 'a';
  const { required = [], properties = {} } = schema as {
    required?: string[];
    properties?: Record<string, JsonSchema>;
  };
  return Object.fromEntries(required.map((name) => [name, sample(properties[name] ?? {})]));
}

/** Calls that change something: the tool itself, or each of its actions, with the required arguments. */
function changing(manifest: ToolManifest): Given[] {
  const { effect, actions = [], inputSchema } = manifest;
  const parameters = parametersOf(manifest);
  const needed = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, SAMPLES[name] ?? sample(parameters[name] ?? {})]));
  const required = needed((inputSchema.required ?? []) as string[]);
  const given = ({ name, switch: isSwitch, requires = [] }: ActionManifest): Given => ({
    ...required,
    ...needed(requires),
    ...(isSwitch ? { [name]: true } : { action: name }),
  });
  const acting = actions.filter((action) => action.effect !== 'read').map(given);
  return actions.length === 0 && effect !== 'read' ? [required] : acting;
}

/** Every argument through which a text can reach a call that changes Kestra. */
const ways: [what: string, plugin: PluginDefinition, tool: string, given: Given][] = [];
for (const plugin of await definitions()) {
  const declared = [...plugin.groups.flatMap(toolsOf), ...plugin.tools];
  const fields = new Map(declared.map(({ declaration: { name, input } }) => [name, input.shape as Fields]));
  for (const manifest of describePlugin(plugin, '0.0.0').tools) {
    for (const given of changing(manifest)) {
      for (const name of Object.keys(parametersOf(manifest)).filter((each) => each !== 'action')) {
        const values = TEXTS.flatMap((text) => [
          text,
          [text],
          { a: text },
          { a: [{ b: text }] },
          { [text]: 'a' },
        ]);
        const takes = (value: unknown) =>
          fields.get(manifest.name)?.[name]?.safeParse(value).success ?? false;
        for (const value of values.filter(takes)) {
          const what = [manifest.name, given.action, name].filter(Boolean).join(' ');
          ways.push([what, plugin, manifest.name, { ...given, [name]: value }]);
        }
      }
    }
  }
}

describe('a text that an answer has cut', () => {
  it('could get into everything that saves one', () => {
    expect([...new Set(ways.map(([what]) => what))]).toEqual(
      expect.arrayContaining([
        'namespace_file_action create file_content',
        'manage_kv_store set value',
        'execute_flow inputs',
      ]),
    );
  });

  it('is refused by all of it, with the call that reads the whole', async () => {
    const others: unknown[] = [];
    for (const [what, plugin, tool, given] of ways) {
      const { error } = await callPlugin(plugin, kestra, '2.0')(tool, given);
      const isRefused = /mark of a shortened result[\s\S]*Call get_thing with offset/.test(String(error));
      if (!isRefused) others.push([what, given, error]);
    }
    expect(others).toEqual([]);
    expect(kestra.lines).toEqual([]);
  });

  it('is found in base64, too', async () => {
    const [plugin] = ways.flatMap(([, each, tool]) => (tool === 'namespace_file_action' ? [each] : []));
    const file_content = Buffer.from(`id: a\n${MARK} end`).toString('base64');
    const write = { action: 'create', namespace: 'a', path: '/a', encoding: 'base64', file_content };
    const { error } = await callPlugin(plugin ?? {}, kestra)('namespace_file_action', write);
    expect(error).toContain('The argument "file_content" is incomplete');
    expect(kestra.lines).toEqual([]);
  });
});
