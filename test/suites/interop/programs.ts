import { fileURLToPath } from 'node:url';
import { checker, python, type Said } from '../../support/programs/checkers.js';
import { temporaryFolder } from '../../support/temporary.js';
import { CALLS, type Called, type Look, PROMPT, RESOURCE, type Target } from './seen.js';

const SCRIPT = fileURLToPath(new URL('python_client.py', import.meta.url));

/** The clients in Python, the SDK's and FastMCP's, of either era. */
export const pythonClient =
  (library: 'mcp' | 'fastmcp', mode: string): Look =>
  async (target) =>
    jsonOf(await python([SCRIPT, library, mode, JSON.stringify(target)], place()));

/** The Inspector's command line, which starts anew for each question: some seconds, so it is asked few. */
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

/** A home and a folder of its own, so that nothing of the user's is read or written. */
function place() {
  const cwd = temporaryFolder();
  return { cwd, env: { HOME: cwd } };
}

/** By which the Inspector ends after a result that is an error of the tool. */
const TOOL_FAILED = 5;

/** What was said, of a program that has ended well: the Inspector does not where it finds a fault in a schema. */
function jsonOf<T>({ code, stdout, stderr }: Said): T {
  try {
    if (code !== 0 && code !== TOOL_FAILED) throw new SyntaxError('It failed.');
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`It ended with ${code} and said:\n${stdout}\n${stderr}`);
  }
}
