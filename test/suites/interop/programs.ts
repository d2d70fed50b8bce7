import { fileURLToPath } from 'node:url';
import { checker, python, type Said } from '../../support/programs/checkers.js';
import { temporaryFolder } from '../../support/temporary.js';
import { CALLS, type Called, type Look, PROMPT, RESOURCE, type Target } from './seen.js';

const SCRIPT = fileURLToPath(new URL('python_client.py', import.meta.url));

/** The Python clients of the SDK and of FastMCP, in either era. */
export const pythonClient =
  (library: 'mcp' | 'fastmcp', mode: string): Look =>
  async (target) =>
    jsonOf(await python([SCRIPT, library, mode, JSON.stringify(target)], place()));

/** The Inspector's command line. It takes some seconds for each command, so there are few. */
export const inspector =
  (era: 'legacy' | 'modern'): Look =>
  async (target) => {
    const around = place();
    const ask = async <T>(method: string, ...args: string[]): Promise<T> => {
      const asked = ['--cli', ...where(target), '--protocol-era', era, '--format', 'json', '--quiet'];
      const { result } = jsonOf<{ result: T }>(
        await checker('mcp-inspector', [...asked, '--method', method, ...args], around),
      );
      return result;
    };
    const call = (name: string) => ask<Called>('tools/call', '--tool-name', name);
    const { tools } = await ask<{ tools: { name: string }[] }>('tools/list', '--strict');
    const args = Object.entries(PROMPT.arguments).map(([name, value]) => `${name}=${value}`);
    const { messages } = await ask<{ messages: unknown[] }>(
      ...(['prompts/get', '--prompt-name', PROMPT.name, '--prompt-args', ...args] as const),
    );
    return {
      tools: tools.map(({ name }) => name),
      namespaces: await call(CALLS.namespaces),
      failed: await call(CALLS.failed),
      resource: (await ask<{ contents: unknown[] }>('resources/read', '--uri', RESOURCE)).contents,
      prompt: messages,
    };
  };

function where(target: Target): string[] {
  if ('url' in target) return [target.url, '--transport', 'http'];
  const env = Object.entries(target.env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  return [target.command, ...target.args, '--transport', 'stdio', '--cwd', target.cwd, ...env];
}

/** A separate home and folder, so that the user's files are neither read nor written. */
function place() {
  const cwd = temporaryFolder();
  return { cwd, env: { HOME: cwd } };
}

/** The Inspector's exit code after a tool error. */
const TOOL_FAILED = 5;

/** Parses the output of a program that succeeded. The Inspector fails if it finds a fault in a schema. */
function jsonOf<T>({ code, stdout, stderr }: Said): T {
  try {
    if (code !== 0 && code !== TOOL_FAILED) throw new SyntaxError('It failed.');
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`It ended with ${code} and said:\n${stdout}\n${stderr}`);
  }
}
