import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { type ModeName, type SandboxOptions, startSandbox } from '../../published/sandbox/index.js';
import { failed, type Json, ok, type RunningHost, startHost } from '../../support/host/host.js';
import { until } from '../../support/until.js';
import { cleanUp } from './clean-up.js';

// A real Kestra is slower than the sandbox.
jest.setTimeout(120_000);

const { KESTRA_TEST_BASE_URL, KESTRA_TEST_USERNAME, KESTRA_TEST_PASSWORD } = process.env;
const { KESTRA_TEST_API_TOKEN, KESTRA_TEST_TENANT } = process.env;
const MODES: readonly ModeName[] = ['oss-1.3', 'oss-2.0'];

/** The Kestra under test. The suite uses it only through MCP, in a namespace of its own. */
export class Live {
  /** `kestra.mcp.test.x` and something random. */
  readonly namespace = `kestra.mcp.test.x${randomBytes(4).toString('hex')}`;
  /** The major version. In version 2, some parts of a flow are written differently. */
  major = 1;
  private host: RunningHost | undefined;
  private closeSandbox: () => Promise<void> = async () => undefined;

  constructor(private readonly mode: ModeName | undefined) {}

  async open(sandbox: SandboxOptions): Promise<void> {
    const env = this.mode === undefined ? realKestra() : await this.start({ ...sandbox, mode: this.mode });
    // The suite tests what calls do, not whether they are allowed or confirmed.
    this.host = await startHost({ env: { ...env, KESTRA_MCP_CONFIRM: 'never', KESTRA_MCP_PRESET: 'full' } });
    this.major = await majorVersion(env);
  }

  /** Deletes everything that the suite created, even after a failure. */
  async close(): Promise<void> {
    try {
      if (this.mode === undefined) await cleanUp(this.client, this.namespace);
    } finally {
      await this.host?.stop();
      await this.closeSandbox();
    }
  }

  /** The result of a call that must succeed. */
  ok(tool: string, args: Json = {}): Promise<Json> {
    return ok(this.client, tool, args);
  }

  /** The text of a call that must fail. */
  failed(tool: string, args: Json = {}): Promise<string> {
    return failed(this.client, tool, args);
  }

  /** Creates flows, given without id and namespace. */
  async flows(bodies: Readonly<Record<string, string>>, namespace = this.namespace): Promise<void> {
    for (const [id, body] of Object.entries(bodies))
      await this.ok('create_flow_from_yaml', { yaml_definition: yaml(id, namespace, body) });
  }

  /** Runs a flow until it ends or pauses. */
  run(flow_id: string, more: Json = {}): Promise<Json> {
    return this.ok('execute_flow', { namespace: this.namespace, flow_id, wait: true, ...more });
  }

  /** Starts a flow and returns the execution id without waiting. */
  async launch(flow_id: string, more: Json = {}): Promise<string> {
    const { id } = await this.ok('execute_flow', { namespace: this.namespace, flow_id, ...more });
    return String(id);
  }

  /** Calls `manage_executions` with an action on one execution. */
  manage(action: string, execution_id: unknown, more: Json = {}): Promise<Json> {
    return this.ok('manage_executions', { action, execution_id, ...more });
  }

  /** Waits until an execution is in one of these states. */
  untilState(execution_id: unknown, ...states: readonly string[]): Promise<Json> {
    let last = '';
    return until(
      async () => {
        const execution = await this.manage('get', execution_id);
        last = stateOf(execution);
        return states.includes(last) ? execution : undefined;
      },
      () => `The execution is ${last}.`,
    );
  }

  get client(): RunningHost['client'] {
    if (this.host === undefined) throw new Error('The server is not running. Call open() first.');
    return this.host.client;
  }

  private async start(options: SandboxOptions): Promise<Record<string, string>> {
    const auth = { username: 'ada@example.com', password: 'open-sesame' };
    const sandbox = await startSandbox({ ...options, auth });
    this.closeSandbox = () => sandbox.close();
    return {
      KESTRA_BASE_URL: sandbox.baseUrl,
      KESTRA_USERNAME: auth.username,
      KESTRA_PASSWORD: auth.password,
    };
  }
}

/** Runs a suite against the Kestra that the environment names, or else against the sandbox in each mode. */
export function describeLive(what: string, suite: (live: Live) => void, sandbox: SandboxOptions = {}): void {
  const targets = KESTRA_TEST_BASE_URL ? [undefined] : MODES;
  describe.each(targets.map((mode) => [mode ?? 'Kestra', mode] as const))(`${what} on %s`, (_, mode) => {
    const live = new Live(mode);
    beforeAll(() => live.open(sandbox));
    afterAll(() => live.close());
    suite(live);
  });
}

/** Whether the suite runs against a real Kestra, which ignores the options of the sandbox. */
export const isReal = Boolean(KESTRA_TEST_BASE_URL);

export function yaml(id: string, namespace: string, body: string): string {
  return `id: ${id}\nnamespace: ${namespace}\n${body.trim()}\n`;
}

export function stateOf({ state }: Json): string {
  return (state as { current: string }).current;
}

export function rows({ results }: Json): Json[] {
  return results as Json[];
}

function realKestra(): Record<string, string> {
  const given = {
    KESTRA_BASE_URL: KESTRA_TEST_BASE_URL,
    KESTRA_USERNAME: KESTRA_TEST_USERNAME,
    KESTRA_PASSWORD: KESTRA_TEST_PASSWORD,
    KESTRA_API_TOKEN: KESTRA_TEST_API_TOKEN,
    KESTRA_TENANT_ID: KESTRA_TEST_TENANT,
  };
  return Object.fromEntries(Object.entries(given).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

/** Asks Kestra for its version, which no tool returns. */
async function majorVersion(env: Record<string, string>): Promise<number> {
  const { KESTRA_BASE_URL = '', KESTRA_USERNAME, KESTRA_PASSWORD, KESTRA_API_TOKEN } = env;
  const basic = Buffer.from(`${KESTRA_USERNAME}:${KESTRA_PASSWORD}`).toString('base64');
  const authorization = KESTRA_PASSWORD ? `Basic ${basic}` : `Bearer ${KESTRA_API_TOKEN ?? ''}`;
  const url = `${KESTRA_BASE_URL.replace(/\/(api\/v1.*)?$/, '')}/api/v1/configs`;
  const response = await fetch(url, { headers: { authorization }, signal: AbortSignal.timeout(10_000) });
  const { version = '' } = (await response.json()) as { version?: string };
  return Number.parseInt(version.replace(/^v/, ''), 10);
}
