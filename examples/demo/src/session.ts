import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const CONFIG = fileURLToPath(new URL('../server.json', import.meta.url));
const SERVER = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));

/** What an AI client does, without the AI: starts the server as a child, and calls its tools. */
export class Session {
  private readonly client = new Client({ name: 'kestra-mcp-demo', version: '1.0.0' });
  private readonly home = mkdtempSync(join(tmpdir(), 'kestra-mcp-demo-'));

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

  /** What a tool answers; throws what it refuses. */
  async call(
    name: string,
    args: Record<string, unknown>,
    onProgress?: (message: string) => void,
  ): Promise<Record<string, unknown>> {
    let last = '';
    const onprogress = ({ message = '' }: { message?: string | undefined }) => {
      if (message !== last) onProgress?.(message);
      last = message;
    };
    const options = onProgress && { onprogress };
    const { isError, content, structuredContent } = await this.client.callTool(
      { name, arguments: args },
      options,
    );
    if (isError) throw new Error(`${name}: ${JSON.stringify(content)}`);
    return structuredContent as Record<string, unknown>;
  }

  /** What a tool says when it refuses; throws when it does not. */
  async refusal(name: string, args: Record<string, unknown>): Promise<string> {
    const { isError, content } = await this.client.callTool({ name, arguments: args });
    const [first] = content as { text?: string }[];
    if (!isError) throw new Error(`${name} was not refused.`);
    return first?.text ?? '';
  }

  async close(): Promise<void> {
    await this.client.close();
    rmSync(this.home, { recursive: true });
  }
}

/** What a process needs, and none of this shell's Kestra settings: the demo must not touch a real Kestra. */
function environment(home: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !name.startsWith('KESTRA_'),
  );
  // Nor take the settings of this user's own server, or leave anything among them.
  const folders = { HOME: home, USERPROFILE: home, XDG_CACHE_HOME: home, LOCALAPPDATA: home };
  return { ...(Object.fromEntries(kept) as Record<string, string>), ...folders };
}
