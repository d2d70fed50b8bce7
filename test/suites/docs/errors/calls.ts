import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutMark } from '../../../../core/src/response/bound/cut-mark.js';
import { failed, type HostOptions, type Json, ok, startHost } from '../../../support/host/host.js';
import { runHost } from '../../../support/host/raw.js';
import { fixturePlugin } from '../../../support/paths.js';
import { temporaryFolder } from '../../../support/temporary.js';
import { until } from '../../../support/until.js';
import { HELLO } from '../../live/bodies.js';
import type { Provoke, Provoked } from './provoked.js';

/** The text of a call on the sandbox. */
function calling(tool: string, given: Json, { args = [], ...options }: HostOptions = {}): Provoke {
  return async () => {
    const { client, stop } = await startHost({ ...options, args: ['--sandbox', ...args] });
    // An unknown name is a protocol error.
    const text = await failed(client, tool, given).catch((error: Error) => error.message);
    await stop();
    return text;
  };
}

function withPlugins(...plugins: unknown[]): string {
  return temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify({ plugins }) });
}

/** What a running server says when its file is edited into an invalid one. */
async function reloading(): Promise<string> {
  const cwd = temporaryFolder({ 'kestra-mcp.config.json': '{}' });
  const { client, stderr, stop } = await startHost({ cwd, args: ['--sandbox'] });
  await client.listTools();
  writeFileSync(join(cwd, 'kestra-mcp.config.json'), '{ "tools": { "only": ["fils"] } }');
  const text = await until(() => (stderr().includes('fils') ? stderr() : undefined), stderr);
  await stop();
  return text;
}

const DELETE = { action: 'delete', namespace: 'company', flow_id: 'hello' };

/** What an edit of an existing flow says. */
function editing(given: Json): Provoke {
  return async () => {
    const { client, stop } = await startHost({ args: ['--sandbox'] });
    const yaml_definition = `id: hello\nnamespace: company${HELLO}`;
    await ok(client, 'create_flow_from_yaml', { yaml_definition });
    const text = await failed(client, 'edit_flow', { namespace: 'company', flow_id: 'hello', ...given });
    await stop();
    return text;
  };
}

/** Errors of calls, plugins and edits. */
export const CALLS: Provoked = {
  'The tool "…" is not available: ….': calling('find_flow', { query: 'a' }, { args: ['--disable', 'flow'] }),
  'The action "…" of … is not available: ….': calling('manage_flow', DELETE, {
    args: ['--disable', 'manage_flow:delete'],
  }),
  'There is no tool "…".': calling('find_flows', {}),
  'The argument "…" is missing.': calling('find_flow', {}),
  'There is no argument "…".': calling('find_flow', { query: 'a', colour: 'red' }),
  'The argument "…" is incomplete: it contains the mark of a shortened result, which left out … of … ….':
    calling('create_flow_from_yaml', {
      yaml_definition: `id: a\n${cutMark({ left: 7, whole: 9, unit: 'characters' })}`,
    }),
  'The argument "namespace" is outside the fixed namespaces of this server.': calling(
    'list_flows_in_namespace',
    { namespace: 'other' },
    { env: { KESTRA_MCP_FIXED_NAMESPACES: 'company,shared' } },
  ),
  "… found nothing in this server's fixed namespaces.": calling(
    'manage_executions',
    { action: 'get', execution_id: '5O64L8pg30snj70Jd05ZyO' },
    { env: { KESTRA_MCP_FIXED_NAMESPACES: 'company' } },
  ),
  'This Kestra instance has no type "…". …': calling('describe_task_type', {
    type: 'io.kestra.plugin.core.log.Logg',
  }),
  '"find" does not occur in the flow. …': editing({
    edits: [{ find: 'message: Hi', replace: 'message: Ho' }],
  }),
  'The flow … is at revision …, not ….': editing({
    edits: [{ find: 'hello', replace: 'ho', all: true }],
    revision: 7,
  }),
  'The plugin "…" was not found in …. Tried: ….': async () =>
    (await runHost({ cwd: withPlugins('flow', 'acme-missing'), args: ['list', '--sandbox'] })).stdout,
  'The plugin … could not be imported: …': calling(
    'say_nothing',
    {},
    {
      cwd: withPlugins(fixturePlugin('throws-lazily')),
    },
  ),
  'The configuration was not reloaded and the last valid one stays in use: …': reloading,
  'No tool is enabled. Run … list to see why.': async () =>
    (
      await runHost({
        args: ['--sandbox', '--only', 'kv', '--disable', 'kv', '--log-level', 'warning'],
        input: '',
      })
    ).stderr,
};
