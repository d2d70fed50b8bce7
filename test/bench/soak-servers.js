import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BenchClient, memoryOf } from './client.js';
import { ROOT } from './servers.js';

/** The longest wait until a server listens, in milliseconds. */
const PATIENCE = 30_000;
/** All clients connect from one address, so they count as one caller. */
const LIMITS = { inFlight: 1_000, perMinute: 100_000_000, sessionsPerCaller: 1_000 };

/** How the host of the clone is started for each transport, in a folder of its own. */
export function prepareSoak({ node, baseUrl }) {
  const cwd = mkdtempSync(join(tmpdir(), 'kestra-mcp-soak-'));
  const config = join(cwd, 'kestra-mcp.config.json');
  writeFileSync(config, JSON.stringify({ kestra: { baseUrl }, http: { limits: LIMITS } }));
  const args = [join(ROOT, 'dist/bin.js'), '--config', config];
  return {
    stdio: () => new BenchClient({ command: node, args, cwd }),
    http: () => startHttp({ node, args: [...args, '--http=127.0.0.1:0'], cwd }),
    remove: () => rmSync(cwd, { recursive: true, force: true }),
  };
}

/** The host over HTTP, once it listens. */
async function startHttp({ node, args, cwd }) {
  const env = { PATH: process.env.PATH, HOME: cwd };
  const child = spawn(node, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const said = [];
  const url = await new Promise((resolve, reject) => {
    const late = () =>
      reject(new Error(`The server does not listen on its port. It printed: ${said.join('\n')}`));
    const timer = setTimeout(late, PATIENCE);
    child.once('close', late);
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const found = /MCP at (http:\S+)/.exec(line)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  return {
    url,
    said,
    pid: child.pid,
    memory: () => memoryOf(child.pid),
    async close() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
