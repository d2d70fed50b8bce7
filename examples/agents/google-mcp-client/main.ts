import { parseArgs } from 'node:util';
import { InMemoryRunner, LogLevel, StreamingMode, setLogLevel } from '@google/adk';
import { explain } from './explain.ts';
import { Narrator } from './narrator.ts';

const USAGE = `Usage: npm start -- -p 'List dependencies for the namespace company'
npm run web starts the dev UI.`;

const KEYS = ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENAI_API_KEY'];

/** One of these selects Vertex AI, which needs no key. */
const VERTEX = ['GOOGLE_GENAI_USE_ENTERPRISE', 'GOOGLE_GENAI_USE_VERTEXAI'];

async function main(): Promise<void> {
  const { prompt, help } = options();
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  if (prompt === undefined) throw new Error(`A prompt is missing.\n${USAGE}`);
  if (![...KEYS, ...VERTEX].some((name) => process.env[name])) {
    throw new Error('GEMINI_API_KEY is not set. Set it to a key from https://aistudio.google.com/apikey.');
  }
  // The default level prints each request to the model on stdout.
  setLogLevel(LogLevel.ERROR);
  const { rootAgent } = await import('./agent.ts');
  const events = new InMemoryRunner({ agent: rootAgent }).runEphemeral({
    userId: 'user',
    newMessage: { role: 'user', parts: [{ text: prompt }] },
    runConfig: { streamingMode: StreamingMode.SSE },
  });
  const narrator = new Narrator();
  for await (const event of events) narrator.tell(event);
  narrator.end();
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

await main().catch((error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
