import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getLogger, MCPServerStdio } from '@openai/agents';
import { parseArgsStringToArgv } from 'string-argv';

const BUILT = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));

/** What the host may know of this shell: Kestra's settings and how to reach it. The model's key is not among it. */
const PASSED_ON = /^(KESTRA_.*|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/i;

type Result = Awaited<ReturnType<MCPServerStdio['callToolResult']>>;

/** kestra-mcp as a child on stdio, which remembers how the calls went. */
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
      // What goes wrong is thrown, too, and is said once.
      logger: { ...getLogger('kestra-mcp'), error: () => undefined },
      cacheToolsList: true,
      // The first start through npx downloads the package.
      clientSessionTimeoutSeconds: 120,
      // The host itself ends a call after ten minutes.
      timeout: 610_000,
    });
    this.#onCall = onCall;
  }

  /** Why Kestra could not be worked with, when no call of a tool has succeeded. */
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
  throw new Error(`${BUILT} is not there. Run \`npm ci && npm run build\` in the root of the clone.`);
}

function hostEnvironment(): Record<string, string> {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return Object.fromEntries(passed) as Record<string, string>;
}

function textOf({ content }: Result): string {
  return content.map((block) => (block.type === 'text' ? block.text : `[${block.type}]`)).join('\n');
}
