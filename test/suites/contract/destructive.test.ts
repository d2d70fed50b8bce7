import { describe, expect, it } from '@jest/globals';
import { asMeant } from '../../../core/src/call/as-meant.js';
import type { PluginDefinition } from '../../../core/src/plugin/author/define.js';
import { toolsOf } from '../../../core/src/plugin/author/metadata.js';
import { describePlugin } from '../../../core/src/plugin/manifest/describe.js';
import type { ToolManifest } from '../../../core/src/plugin/manifest/manifest.js';
import { definitions, PEER_TOOLS, parametersOf } from '../../support/plugins/first-party.js';

type Input = PluginDefinition['tools'][number]['declaration']['input'];
type Given = Record<string, unknown>;

/** Every destructive tool and action, with valid arguments. */
const calls: [what: string, given: Given, manifest: ToolManifest, input: Input][] = [];
const elsewhere: typeof calls = [];
for (const definition of await definitions()) {
  const declared = [...definition.groups.flatMap(toolsOf), ...definition.tools];
  const inputs = new Map(declared.map(({ declaration: { name, input } }) => [name, input]));
  for (const manifest of describePlugin(definition, '0.0.0').tools) {
    const input = inputs.get(manifest.name) as Input;
    const actions = (manifest.actions ?? []).filter(({ switch: isSwitch }) => isSwitch === undefined);
    if (actions.length === 0) {
      (manifest.effect === 'destructive' ? calls : elsewhere).push([manifest.name, {}, manifest, input]);
    }
    for (const { name, effect } of actions) {
      const call = [`${manifest.name}:${name}`, { action: name }, manifest, input] as (typeof calls)[number];
      (effect === 'destructive' ? calls : elsewhere).push(call);
    }
  }
}

/** Parameters that the call uses. */
function used({ actions = [], ...manifest }: ToolManifest, { action }: Given): string[] {
  const usesOf = ({ requires = [], accepts = [] }: (typeof actions)[number]) => [...requires, ...accepts];
  const own = new Set(actions.filter(({ name }) => name === action).flatMap(usesOf));
  const others = new Set(actions.flatMap(usesOf).filter((name) => !own.has(name)));
  return Object.keys(parametersOf(manifest)).filter((name) => name !== 'action' && !others.has(name));
}

/** Values that clients send for "nothing", unless the Python server gives them another meaning. */
function blanksOf(tool: string, name: string, stated: unknown): unknown[] {
  const peer = PEER_TOOLS.find((each) => each.name === tool)?.input.properties[name]?.default;
  return ['', 0, '0'].filter((blank) => blank !== stated && blank !== peer);
}

const UNLIKE = [
  'ids',
  'execution_ids',
  'executionId',
  'flowId',
  'status',
  'state',
  'start',
  'q',
  'query',
  'id',
];

it('there are calls that destroy', () => {
  expect(calls.map(([what]) => what)).toEqual(
    expect.arrayContaining(['delete_execution_logs', 'manage_executions:kill', 'manage_tests:delete']),
  );
  expect(calls.length).toBeGreaterThanOrEqual(13);
});

describe.each(calls)('%s', (_, call, manifest, input) => {
  const parameters = parametersOf(manifest);

  it('no blank widens it', () => {
    for (const name of used(manifest, call))
      for (const blank of blanksOf(manifest.name, name, parameters[name]?.default))
        expect(asMeant({ ...call, [name]: blank }, { manifest, input })).toHaveProperty(name);
  });

  it('takes nothing by another name', () => {
    for (const name of UNLIKE.filter((each) => !Object.hasOwn(parameters, each)))
      expect(asMeant({ ...call, [name]: 'x' }, { manifest, input })).toEqual({ ...call, [name]: 'x' });
  });

  it('takes no page for a flow or a namespace', () => {
    const page = 'http://h/ui/main/flows/edit/company.team/etl';
    for (const name of ['flow_id', 'namespace'].filter((each) => Object.hasOwn(parameters, each)))
      expect(asMeant({ ...call, [name]: page }, { manifest, input })).toEqual({ ...call, [name]: page });
  });
});

describe.each(elsewhere)('%s', (_, call, manifest, input) => {
  it('takes a blank for each argument that may be left out', () => {
    const { required = [] } = manifest.inputSchema as { required?: string[] };
    for (const [name, { type }] of Object.entries(parametersOf(manifest))) {
      if (required.includes(name) || name === 'action') continue;
      const isNumber = type === 'integer' || type === 'number';
      for (const blank of isNumber ? ['', 0, '0'] : ['']) {
        const { error } = input.safeParse(asMeant({ ...call, [name]: blank }, { manifest, input }));
        expect(error?.issues.filter(({ path }) => path[0] === name) ?? []).toEqual([]);
      }
    }
  });

  it('no other word and no other name leads from it to what destroys', () => {
    const gone = (manifest.actions ?? []).filter(({ effect }) => effect === 'destructive');
    for (const word of ['remove', 'del', 'stop', 'Action', 'ACTION', ''])
      for (const given of [{ ...call, action: word }, { [word]: 'delete' }, { operation: 'delete' }])
        expect(gone.map(({ name }) => name)).not.toContain(
          (asMeant(given, { manifest, input }) as { action?: unknown }).action,
        );
  });
});
