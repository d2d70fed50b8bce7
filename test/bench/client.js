import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The longest wait for one response, in milliseconds. */
const PATIENCE = 60_000;
/** The longest wait for the end of a server, in milliseconds. */
const LONGEST_END = 2_000;
const OPENING = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'kestra-mcp-bench', version: '1.0.0' },
};

/**
 * A server as a child process. The client adds as little as possible, so that the server is measured: JSON-RPC in
 * lines.
 */
export class BenchClient {
  #answers = new Map();
  #id = 0;

  constructor({ command, args, env = {}, cwd }) {
    this.began = performance.now();
    this.child = spawn(command, args, {
      cwd,
      // Each server is configured in its working folder.
      env: { PATH: process.env.PATH, HOME: cwd, KESTRA_MCP_TRUST: '1', ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      const message = JSON.parse(line);
      const answer = this.#answers.get(message.id);
      if (answer === undefined || message.method !== undefined) return;
      this.#answers.delete(message.id);
      answer(message);
    });
  }

  /** Milliseconds since the process started. */
  get age() {
    return performance.now() - this.began;
  }

  async request(method, params = {}) {
    const id = this.#id++;
    let timer;
    const answer = new Promise((resolve, reject) => {
      this.#answers.set(id, resolve);
      timer = setTimeout(
        () => reject(new Error(`The server did not answer ${method} within ${PATIENCE} ms.`)),
        PATIENCE,
      );
    });
    this.#write({ jsonrpc: '2.0', id, method, params });
    const { result, error } = await answer.finally(() => clearTimeout(timer));
    if (error !== undefined) throw new Error(`${method} failed: ${error.message}`);
    return result;
  }

  async open() {
    const result = await this.request('initialize', OPENING);
    this.#write({ jsonrpc: '2.0', method: 'notifications/initialized' });
    return result;
  }

  /** The tools on all pages of the list. */
  async list() {
    const { tools } = await this.request('tools/list');
    return tools;
  }

  async call(name, args) {
    const result = await this.request('tools/call', { name, arguments: args });
    if (result.isError) throw new Error(`${name} failed: ${result.content[0]?.text}`);
    return result;
  }

  /** Peak and current resident memory, in megabytes. NaN if /proc does not exist. */
  memory() {
    return memoryOf(this.child.pid);
  }

  /** As clients do: the server may end by itself, and Node writes its cache of compiled modules then. */
  async close() {
    this.child.stdin.end();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), LONGEST_END);
    await this.ended;
    clearTimeout(timer);
  }

  #write(message) {
    this.child.stdin.write(`${JSON.stringify(message)}\n`);
  }
}

export function memoryOf(pid) {
  const status = existing(`/proc/${pid}/status`);
  const megabytes = (key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { peak: megabytes('VmHWM'), now: megabytes('VmRSS') };
}

function existing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
