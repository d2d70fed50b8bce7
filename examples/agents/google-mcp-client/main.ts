import { parseArgs } from 'node:util';
import { type Event, InMemoryRunner, LogLevel, StreamingMode, setLogLevel } from '@google/adk';
import { explain, Refused } from './explain.ts';

const USAGE = `Usage: npm start -- -p 'List dependencies for the namespace company'
npm run web starts the dev UI.`;

async function main(): Promise<void> {
  const { prompt, help } = options();
  if (help || prompt === undefined) return print(`${USAGE}\n`);
  if (!process.env.GEMINI_API_KEY && !process.env.GOOGLE_API_KEY) {
    throw new Error('GEMINI_API_KEY is not set. Set it to a key from https://aistudio.google.com/apikey.');
  }
  // It tells of each request to the model, on stdout.
  setLogLevel(LogLevel.ERROR);
  const { rootAgent } = await import('./agent.ts');
  const events = new InMemoryRunner({ agent: rootAgent }).runEphemeral({
    userId: 'user',
    newMessage: { role: 'user', parts: [{ text: prompt }] },
    runConfig: { streamingMode: StreamingMode.SSE },
  });
  for await (const event of events) tell(event);
  print('\n');
}

/** Tokens as they come; what has come in parts comes once more as a whole. */
function tell(event: Event): void {
  if (event.errorCode || event.errorMessage) throw new Refused(event.errorCode, event.errorMessage);
  for (const { text, functionCall } of event.content?.parts ?? []) {
    if (functionCall && !event.partial) process.stderr.write(`• ${functionCall.name}\n`);
    if (text && event.partial) print(text);
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
  process.stdout.write(text);
}

await main().catch((error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
