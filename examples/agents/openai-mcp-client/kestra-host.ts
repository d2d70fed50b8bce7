import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getLogger, MCPServerStdio } from '@openai/agents';
import { parseArgsStringToArgv } from 'string-argv';

const BUILT = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));

/** The environment variables that the server gets: the settings for Kestra and the network, but not the key of the model. */
const PASSED_ON = /^(KESTRA_.*|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/i;

type Result = Awaited<ReturnType<MCPServerStdio['callToolResult']>>;

/** Starts kestra-mcp as a child process over stdio, and remembers how the calls went. */
export class KestraHost extends MCPServerStdio {
  #succeeded = false;
  #failure: string | undefined;
  readonly #onCall: (tool: string) => void;

  constructor(onCall: (tool: string) => void) {
    const [command, args] = hostCommand();
    super({
      name: 'kestra-mcp',
      command,
      args,
      env: hostEnvironment(),
      // Errors are thrown as well, so they are reported only once.
      logger: { ...getLogger('kestra-mcp'), error: () => undefined },
      cacheToolsList: true,
      // A first start through npx downloads the package.
      clientSessionTimeoutSeconds: 120,
      // The server itself ends a call after ten minutes.
      timeout: 610_000,
    });
    this.#onCall = onCall;
  }

  /** The first error, if no tool call has succeeded. */
  get failure(): string | undefined {
    return this.#succeeded ? undefined : this.#failure;
  }

  override async callToolResult(...call: Parameters<MCPServerStdio['callToolResult']>): Promise<Result> {
    this.#onCall(call[0]);
    try {
      const result = await super.callToolResult(...call);
      if (result.isError) this.#failure ??= textOf(result);
      else this.#succeeded = true;
      return result;
    } catch (error) {
      this.#failure ??= (error as Error).message;
      throw error;
    }
  }
}

function hostCommand(): [command: string, args: string[]] {
  const [command, ...args] = parseArgsStringToArgv(process.env.KESTRA_MCP_COMMAND ?? '');
  if (command !== undefined) return [command, args];
  if (existsSync(BUILT)) return [process.execPath, [BUILT]];
  throw new Error(`${BUILT} does not exist. Run \`npm ci && npm run build\` in the root of the clone.`);
}

function hostEnvironment(): Record<string, string> {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return Object.fromEntries(passed) as Record<string, string>;
}

function textOf({ content }: Result): string {
  return content.map((block) => (block.type === 'text' ? block.text : `[${block.type}]`)).join('\n');
}
