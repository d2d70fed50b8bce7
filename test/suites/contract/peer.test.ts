import { describe, expect, it } from '@jest/globals';
import { isNotPython, KNOWN_TOOLS } from '../../../core/src/plugin/load/known.js';
import type { JsonSchema } from '../../../core/src/plugin/manifest/manifest.js';
import { runHost } from '../../support/host/raw.js';
import { firstPartyTools, PEER_TOOLS, parametersOf } from '../../support/plugins/first-party.js';
import { fourGroups } from '../../support/plugins/four-groups.js';

/** Optional parameters that the Python server does not have. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  backfill_executions: ['wait'],
  execute_flow: ['timeout'],
  follow_execution_logs: ['timeout'],
  list_executions: ['state', 'labels', 'page'],
  get_execution_logs: ['iterations_page', 'skip'],
  download_execution_logs: ['until'],
  manage_executions: ['task_run_id', 'path', 'offset'],
  list_flows_in_namespace: ['offset'],
  list_namespace_dependencies: ['offset'],
  list_namespaces: ['offset'],
  list_flows_with_triggers: ['offset'],
  manage_flow: ['revision', 'offset', 'with_yaml', 'task_id', 'lines'],
  manage_group: ['description'],
  manage_kv_store: ['type', 'ttl', 'description', 'offset'],
  namespace_directory_action: ['offset'],
  namespace_file_action: ['encoding', 'offset'],
  replay_execution: ['inputs', 'wait'],
  restart_execution: ['wait'],
  resume_execution: ['wait'],
  search_flows: ['namespace'],
};

/** Parameters that the Python server requires and that are optional here. */
const NOT_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  list_executions: ['namespace'],
  restart_execution: ['namespace', 'flow_id'],
};

/** Parameters without the Python server's default, which would make a list too long for any result. */
const UNBOUND: Readonly<Record<string, readonly string[]>> = { list_executions: ['page_size'] };

const tools = await firstPartyTools();
const groups = [...new Set(PEER_TOOLS.map(({ group }) => group))];
const common = PEER_TOOLS.flatMap((peer) => {
  const tool = tools.find(({ name }) => name === peer.name);
  return tool === undefined ? [] : [[peer.name, peer, tool] as const];
});

/** `null` in a type is ignored, because it means "left out" for every optional parameter. */
function typeOf(schema: JsonSchema): { type: unknown; enum: unknown } {
  const choices = (schema.anyOf ?? [schema]) as JsonSchema[];
  const [one] = choices.filter(({ type }) => type !== 'null');
  return { type: one?.type, enum: one?.enum };
}

describe('the names of the Python server', () => {
  it('are 39 tools in 11 groups, all of them known, and known to be its own', () => {
    expect(PEER_TOOLS).toHaveLength(39);
    expect(groups).toHaveLength(11);
    for (const group of groups) {
      const names = PEER_TOOLS.filter((tool) => tool.group === group).map(({ name }) => name);
      const known = (KNOWN_TOOLS[group] ?? []).map((name) => ({ name, group }));
      const its = known.filter((tool) => !isNotPython(tool)).map(({ name }) => name);
      expect(its.sort()).toEqual(names.sort());
    }
    const others = Object.keys(KNOWN_TOOLS).filter((group) => !groups.includes(group));
    expect(others).toEqual(['author', 'diagnose', 'trigger']);
    expect(isNotPython({ name: 'edit_flow', group: 'author' })).toBe(true);
    expect(isNotPython({ name: 'anything', group: 'of_others' })).toBe(false);
  });

  it('are taken by every list, loaded or not', async () => {
    const all = [...groups, ...PEER_TOOLS.map(({ name }) => name)].join(',');
    for (const args of [
      ['--disable', all],
      ['--enable', all],
      ['--only', all],
      ['--only', 'codegen'],
    ])
      expect(await runHost({ args: ['list', ...args], cwd: fourGroups() })).toMatchObject({
        code: 0,
        stderr: '',
      });
  });

  it('include every tool of the four groups', () => {
    const four = ['flow', 'execution', 'kv', 'namespace'];
    const names = PEER_TOOLS.filter(({ group }) => four.includes(group)).map(({ name }) => name);
    expect(names).toHaveLength(15);
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });
});

describe.each(common)('%s', (name, peer, tool) => {
  const added = ADDED[name] ?? [];
  const ours = parametersOf(tool);
  const shared = Object.entries(peer.input.properties);

  it('is of the same group', () => {
    expect(tool.group).toBe(peer.group);
  });

  it('has the same parameters, and those that are listed here', () => {
    const names = Object.keys(peer.input.properties);
    expect(Object.keys(ours).sort()).toEqual([...names, ...added].sort());
  });

  it('requires the same, or less', () => {
    const required = (tool.inputSchema.required ?? []) as string[];
    const released = NOT_REQUIRED[name] ?? [];
    expect([...required, ...released].sort()).toEqual([...(peer.input.required ?? [])].sort());
  });

  it('has the same types, with the same values to choose from', () => {
    for (const [parameter, schema] of shared) {
      const theirs = typeOf(schema);
      const mine = typeOf(ours[parameter] ?? {});
      // A value of any type is listed as text, which all clients can send, and is accepted unchanged.
      const type = theirs.type ?? 'string';
      expect({ parameter, type: mine.type }).toEqual({ parameter, type });
      // A text that the Python server forwards without a check may be restricted to what Kestra accepts.
      if (theirs.enum !== undefined)
        expect({ parameter, enum: mine.enum }).toEqual({ parameter, enum: theirs.enum });
    }
  });

  it('has the same defaults; null is left out', () => {
    const kept = shared.filter(([parameter]) => !(UNBOUND[name] ?? []).includes(parameter));
    for (const [parameter, { default: standard }] of kept) {
      const mine = ours[parameter]?.default ?? null;
      expect({ parameter, default: mine }).toEqual({ parameter, default: standard ?? null });
    }
  });
});
