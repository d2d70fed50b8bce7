import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { setTracingDisabled } from '@openai/agents';
import { KestraAssistant } from './assistant.ts';
import { explain } from './explain.ts';
import { KestraHost } from './kestra-host.ts';

const USAGE = `Usage: npm start -- -p 'List dependencies for the namespace company'
Without -p, it reads prompts from the terminal.`;

async function main(): Promise<void> {
  const { prompt, help } = options();
  if (help) return print(USAGE);
  if (!process.env.OPENAI_API_KEY) {
    throw new Error('OPENAI_API_KEY is not set. Set it to a key from https://platform.openai.com/api-keys.');
  }
  // By default the SDK sends prompts and tool results to the trace viewer of OpenAI.
  setTracingDisabled(!['0', 'false'].includes(process.env.OPENAI_AGENTS_DISABLE_TRACING ?? ''));
  const host = new KestraHost((tool) => process.stderr.write(`• ${tool}\n`));
  try {
    await start(host);
    const assistant = new KestraAssistant(host, process.env.OPENAI_MODEL);
    if (prompt === undefined) return await converse(assistant);
    print(await assistant.ask(prompt));
    if (host.failure) throw new Error(`No call of Kestra's tools succeeded. ${host.failure}`);
  } finally {
    await host.close();
  }
}

async function start(host: KestraHost): Promise<void> {
  try {
    await host.connect();
  } catch (cause) {
    const command = process.env.KESTRA_MCP_COMMAND;
    throw new Error(`kestra-mcp did not start${command ? ` with KESTRA_MCP_COMMAND="${command}"` : ''}.`, {
      cause,
    });
  }
}

/** Reads one prompt after the other. A prompt that fails does not end the conversation. */
async function converse(assistant: KestraAssistant): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr, prompt: '> ' });
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() !== '') await assistant.ask(line).then(print, complain);
    terminal.prompt();
  }
}

function options(): { prompt?: string; help?: boolean } {
  try {
    return parseArgs({
      options: { prompt: { type: 'string', short: 'p' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
}

await main().catch((error) => {
  complain(error);
  process.exitCode = 1;
});
