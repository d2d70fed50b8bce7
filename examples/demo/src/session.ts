import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const CONFIG = fileURLToPath(new URL('../server.json', import.meta.url));
const SERVER = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));

type Args = Record<string, unknown>;
type Result = Awaited<ReturnType<Client['callTool']>>;

/** Does what an AI client does, without the model: starts the server as a child process and calls its tools. */
export class Session {
  /** What the server has asked so far. The person at this client declines every question. */
  readonly questions: string[] = [];
  private readonly client = new Client(
    { name: 'kestra-mcp-demo', version: '1.0.0' },
    { capabilities: { elicitation: {} } },
  );
  private readonly home = mkdtempSync(join(tmpdir(), 'kestra-mcp-demo-'));

  private constructor() {
    this.client.setRequestHandler('elicitation/create', async ({ params }) => {
      this.questions.push(params.message);
      return { action: 'decline' as const };
    });
    // Also when the demo is interrupted.
    process.once('exit', () => rmSync(this.home, { recursive: true, force: true }));
  }

  static async start(baseUrl: string, ...flags: readonly string[]): Promise<Session> {
    const session = new Session();
    const env = { ...environment(session.home), KESTRA_BASE_URL: baseUrl };
    const args = [SERVER, '--config', CONFIG, ...flags];
    await session.client.connect(new StdioClientTransport({ command: process.execPath, args, env }));
    return session;
  }

  async tools(): Promise<number> {
    return (await this.client.listTools()).tools.length;
  }

  /** The structured content of a result; throws if the tool returns an error. */
  async call<T>(name: string, args: Args, onProgress?: (message: string) => void): Promise<T> {
    const result = await this.client.callTool({ name, arguments: args }, progressTo(onProgress));
    if (result.isError) throw new Error(`${name} returned an error: ${textOf(result)}`);
    return result.structuredContent as T;
  }

  /** The text of an error; throws if the tool does not return one. */
  async refusal(name: string, args: Args): Promise<string> {
    const result = await this.client.callTool({ name, arguments: args });
    if (!result.isError) throw new Error(`${name} was expected to refuse this call: ${JSON.stringify(args)}`);
    return textOf(result);
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

/** Hands on each message once, however often the server repeats it. */
function progressTo(show?: (message: string) => void) {
  if (show === undefined) return undefined;
  let last = '';
  const onprogress = ({ message = '' }: { message?: string | undefined }) => {
    if (message !== last) show(message);
    last = message;
  };
  return { onprogress };
}

function textOf({ content }: Result): string {
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('\n');
}

/** What a process needs, without this shell's Kestra settings: the demo never touches a real Kestra. */
function environment(home: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !name.startsWith('KESTRA_'),
  );
  // The server neither reads this user's settings nor leaves anything among them.
  const folders = { HOME: home, USERPROFILE: home, XDG_CACHE_HOME: home, LOCALAPPDATA: home };
  return { ...(Object.fromEntries(kept) as Record<string, string>), ...folders };
}
