import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@kestra-mcp/testing/sandbox';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const FLOWS = new URL('../flows/company/', import.meta.url);
const SERVER = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));
const CONFIG = fileURLToPath(new URL('../server.json', import.meta.url));

/** What an AI client does, without the AI: start the server, call its tools, show what they answer. */
async function main(): Promise<void> {
  const sandbox = await startSandbox();
  say(`An in-memory stand-in for Kestra listens on ${sandbox.url}. It is not Kestra.`);
  const client = new Client({ name: 'kestra-mcp-demo', version: '1.0.0' });
  try {
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [SERVER, '--config', CONFIG],
        env: { ...environment(), KESTRA_BASE_URL: sandbox.baseUrl },
      }),
    );
    const { tools } = await client.listTools();
    say(`kestra-mcp runs as a child on stdio and offers ${tools.length} tools.`);
    await createFlows(client);
    await executeFlow(client);
    await showDependencies(client);
  } finally {
    await client.close();
    await sandbox.close();
  }
}

async function createFlows(client: Client): Promise<void> {
  const files = (await readdir(FLOWS)).filter((file) => file.endsWith('.yaml')).sort();
  for (const file of files) {
    await call(client, 'create_flow_from_yaml', {
      yaml_definition: await readFile(new URL(file, FLOWS), 'utf8'),
    });
  }
  say(`create_flow_from_yaml: created the ${files.length} flows of the namespace "company".`);
}

async function executeFlow(client: Client): Promise<void> {
  say('execute_flow: flow1, waiting for its end …');
  const execution = await call(
    client,
    'execute_flow',
    { namespace: 'company', flow_id: 'flow1', inputs: { day: '2026-02-28' }, wait: true },
    (message) => print(`    ${message}`),
  );
  const { id, state } = execution as { id: string; state: { current: string; duration?: string } };
  say(`execute_flow: ${id} ended in ${state.current} after ${state.duration}.`);
  if (state.current !== 'SUCCESS') throw new Error(`The execution ended in ${state.current}.`);
}

async function showDependencies(client: Client): Promise<void> {
  say('list_namespace_dependencies:');
  const { result } = await call(client, 'list_namespace_dependencies', { namespace: 'company' });
  print(`\n${result}\n`);
}

async function call(
  client: Client,
  name: string,
  args: Record<string, unknown>,
  onProgress?: (message: string) => void,
): Promise<Record<string, unknown>> {
  let last = '';
  const result = await client.callTool(
    { name, arguments: args },
    {
      ...(onProgress && {
        onprogress: ({ message = '' }) => {
          if (message !== last) onProgress(message);
          last = message;
        },
      }),
    },
  );
  if (result.isError) throw new Error(`${name}: ${JSON.stringify(result.content)}`);
  return result.structuredContent as Record<string, unknown>;
}

/** What a process needs, and none of this shell's Kestra settings: the demo must not touch a real Kestra. */
function environment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !name.startsWith('KESTRA_'),
  );
  return Object.fromEntries(kept) as Record<string, string>;
}

function say(line: string): void {
  print(`• ${line}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
