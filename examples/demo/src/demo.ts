import { readdir, readFile } from 'node:fs/promises';
import { startSandbox } from '@kestra-mcp/testing/sandbox';
import { Session } from './session.js';

const FLOWS = new URL('../flows/company/', import.meta.url);

/** One that fails, and says something before it does. */
const NIGHTLY = `id: nightly_import
namespace: company
tasks:
  - id: count
    type: io.kestra.plugin.core.log.Log
    message: 0 of 512 rows were read
  - id: check
    type: io.kestra.plugin.core.execution.Fail
    errorMessage: No rows, no import.
`;

async function main(): Promise<void> {
  const sandbox = await startSandbox();
  say(`An in-memory stand-in for Kestra listens on ${sandbox.url}. It is not Kestra.`);
  const session = await Session.start(sandbox.baseUrl);
  const reader = await Session.start(sandbox.baseUrl, '--read-only');
  try {
    say(`kestra-mcp runs as a child on stdio and offers ${await session.tools()} tools.`);
    await createFlows(session);
    await executeFlow(session);
    await showFailure(session);
    await showDependencies(session);
    await showRefusals(session, reader);
  } finally {
    await session.close();
    await reader.close();
    await sandbox.close();
  }
}

async function createFlows(session: Session): Promise<void> {
  const files = (await readdir(FLOWS)).filter((file) => file.endsWith('.yaml')).sort();
  for (const file of files) {
    await session.call('create_flow_from_yaml', {
      yaml_definition: await readFile(new URL(file, FLOWS), 'utf8'),
    });
  }
  say(`create_flow_from_yaml: created the ${files.length} flows of the namespace "company".`);
}

async function executeFlow(session: Session): Promise<void> {
  say('execute_flow: flow1, waiting for its end …');
  const inputs = { day: '2026-02-28' };
  const flow = { namespace: 'company', flow_id: 'flow1' };
  const answer = await session.call('execute_flow', { ...flow, inputs, wait: true }, (message) =>
    print(`    ${message}`),
  );
  const { id, state } = answer as unknown as Execution;
  say(`execute_flow: ${id} ended in ${state.current} after ${state.duration}.`);
  if (state.current !== 'SUCCESS') throw new Error(`The execution ended in ${state.current}.`);
}

interface Execution {
  id: string;
  state: { current: string; duration?: string };
}

async function showFailure(session: Session): Promise<void> {
  await session.call('create_flow_from_yaml', { yaml_definition: NIGHTLY });
  const flow = { namespace: 'company', flow_id: 'nightly_import' };
  const answer = await session.call('execute_flow', { ...flow, wait: true });
  const { id, state } = answer as unknown as Execution;
  say(`execute_flow: nightly_import ended in ${state.current}. get_execution_logs says why:`);
  const { results } = await session.call('get_execution_logs', { execution_id: id, min_level: 'INFO' });
  for (const line of results as Record<string, string>[])
    print(`    ${line.level?.padEnd(5)} ${line.taskId ?? ''}: ${line.message}`);
}

async function showDependencies(session: Session): Promise<void> {
  say('list_namespace_dependencies:');
  const { result } = await session.call('list_namespace_dependencies', { namespace: 'company' });
  print(`\n${result}\n`);
}

async function showRefusals(session: Session, reader: Session): Promise<void> {
  say('execute_flow: a flow that is not there is refused, and the nearest is named:');
  print(indented(await session.refusal('execute_flow', { namespace: 'company', flow_id: 'nightly_imprt' })));
  say(`With --read-only there are ${await reader.tools()} tools, and what is not among them is refused:`);
  print(indented(await reader.refusal('execute_flow', { namespace: 'company', flow_id: 'hello' })));
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}

function say(line: string): void {
  print(`• ${line}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
