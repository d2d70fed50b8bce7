import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const START_MS = 60_000;
const hello = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'readme', version: '1.0.0' },
};

/** Starts a server as a client does, and returns the names of its tools. */
export function toolsOf({ command, args, env: own }, { cwd, env }) {
  const child = spawn(command, args, { cwd, env: { ...env, ...own }, timeout: START_MS });
  const send = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  return new Promise((resolve, reject) => {
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The server exited with code ${code}. It printed: ${stderr}`)),
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { id, result, error } = JSON.parse(line);
      if (error) reject(new Error(error.message));
      if (id === 1) {
        send({ method: 'notifications/initialized' });
        send({ id: 2, method: 'tools/list' });
      }
      if (id === 2 && result) resolve(result.tools.map(({ name }) => name));
    });
    send({ id: 1, method: 'initialize', params: hello });
  }).finally(() => child.kill());
}
