import type { KestraMcpConfig } from '@kestra-mcp/core';
import { createServer, givenConfig, type Host, startHost, TaskBegun } from '@kestra-mcp/core/host';
import {
  type CallToolResult,
  Client,
  type GetPromptResult,
  InMemoryTransport,
  type ReadResourceResult,
  type Tool,
} from '@modelcontextprotocol/client';
import { fakeKestra } from './fake-kestra.js';
import { noteClosed, noteOpened } from './opened.js';
import { textOf } from './results.js';

type Json = Record<string, unknown>;
type Settings = NonNullable<KestraMcpConfig['kestra']>;

/** The Kestra that tools call: a sandbox, a fake Kestra, or the same keys as in a configuration file. */
export interface KestraTarget extends Omit<Settings, 'baseUrl' | 'version'> {
  baseUrl: string;
  version?: string | undefined;
}

/**
 * The keys of a configuration file, with two other defaults. `strict` is true, so `testHost` rejects if a plugin cannot
 * be used. `logLevel` is `critical`, so the server writes nothing to stderr.
 */
export interface TestHostOptions extends Omit<KestraMcpConfig, 'kestra' | 'plugins'> {
  /** Plugin objects, pairs of `[plugin, options]`, names, or paths relative to the working folder. */
  plugins: NonNullable<KestraMcpConfig['plugins']>;
  /** Default: a fake Kestra without routes. */
  kestra?: KestraTarget;
}

/** Completions of an argument, best first. */
export interface Completed {
  values: string[];
  total?: number;
  hasMore?: boolean;
}

/** The state of a task at one poll: `working` with a `message`, or `completed` with a `result`. */
export type TaskLook = Awaited<ReturnType<Host['lookAtTask']>>;

/** Starts the server with these plugins in this process and connects a client. It reads neither files nor environment variables. */
export async function testHost({ kestra, ...settings }: TestHostOptions): Promise<TestHost> {
  const own = kestra === undefined ? await fakeKestra() : undefined;
  try {
    const given = { strict: true, logLevel: 'critical', ...settings, kestra: settingsOf(kestra ?? own) };
    const config = givenConfig(given, { origin: 'testHost', folder: process.cwd() });
    const host = await startHost(config);
    return new TestHost(host, await connect(host), async () => own?.close());
  } catch (error) {
    await own?.close();
    throw error;
  }
}

/** A server with the plugins of a test, and an MCP client that is connected to it. */
export class TestHost {
  constructor(
    private readonly host: Host,
    /** The MCP client, for everything that has no method here, such as progress, cancellation and notifications. */
    readonly client: Client,
    private readonly afterwards: () => Promise<void>,
  ) {
    noteOpened(this);
  }

  /** Problems with plugins: those that the server could not use, and errors outside of calls. */
  get faults(): string[] {
    return [...this.host.registry.quarantined.map(({ problem }) => problem.message), ...this.host.faults];
  }

  /** Calls a tool. If the tool fails, the result has `isError`. Rejects if no tool has this name. */
  call(tool: string, args: Json = {}): Promise<CallToolResult> {
    return this.client.callTool({ name: tool, arguments: args });
  }

  /** Calls a tool and returns its structured content. Throws if the tool fails. */
  async ok(tool: string, args: Json = {}): Promise<Json> {
    const result = await this.call(tool, args);
    if (result.isError) throw new Error(`${tool} failed: ${textOf(result)}`);
    return result.structuredContent as Json;
  }

  /** Calls a tool that must fail and returns the error text that the model reads. Throws if the tool succeeds. */
  async failed(tool: string, args: Json = {}): Promise<string> {
    const result = await this.call(tool, args);
    if (!result.isError) throw new Error(`${tool} was expected to fail, but succeeded: ${textOf(result)}`);
    return textOf(result);
  }

  /**
   * Calls a tool like a client that supports tasks. Returns a function that polls the task once and returns its progress or
   * its result. Throws if the call does not continue as a task.
   */
  async task(tool: string, args: Json = {}): Promise<() => Promise<TaskLook>> {
    const context = {
      signal: new AbortController().signal,
      progress: async () => undefined,
      log: async () => undefined,
      takesTask: true,
    };
    const begun: unknown = await this.host.call(tool, args, context).catch((thrown: unknown) => thrown);
    if (begun instanceof TaskBegun) return () => this.host.lookAtTask(begun.id, context);
    throw begun instanceof Error
      ? begun
      : new Error(`${tool} did not continue as a task, but returned: ${JSON.stringify(begun)}`);
  }

  /** Returns the enabled tools, as a client lists them. */
  async list(): Promise<Tool[]> {
    return (await this.client.listTools()).tools;
  }

  /** Reads a resource. */
  read(uri: string): Promise<ReadResourceResult> {
    return this.client.readResource({ uri });
  }

  /** Gets a prompt. */
  prompt(name: string, args: Record<string, string> = {}): Promise<GetPromptResult> {
    return this.client.getPrompt({ name, arguments: args });
  }

  /**
   * Completes an argument of the prompt, or a variable in the URI of the resource, with the name `of`. Rejects if the
   * completer fails or takes too long; a client gets an empty list then.
   */
  complete(of: string, argument: string, text = '', given: Record<string, string> = {}): Promise<Completed> {
    const kind = this.host.selection().prompts.has(of) ? 'prompt' : 'resource';
    const context = { signal: new AbortController().signal, progress: nothing, log: nothing };
    return this.host.complete({ of: kind, name: of, argument, text, given, rejects: true }, context);
  }

  /** Disconnects the client and disposes of the plugins. */
  async close(): Promise<void> {
    noteClosed(this);
    await this.client.close();
    await this.host.close();
    await this.afterwards();
  }
}

async function nothing(): Promise<void> {
  // Progress and log messages of a completer are dropped.
}

async function connect(host: Host): Promise<Client> {
  // In production the first list makes the server ask for the edition, in the background. Here the first list must be
  // complete. If the instance does not report its edition, the EE tools stay off, as in production.
  if (host.registry.plugins.some(hasEnterprise)) await host.learnEdition().catch(() => undefined);
  const client = new Client({ name: 'kestra-mcp-testing', version: '1.0.0' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createServer(host).connect(theirs);
  await client.connect(ours);
  return client;
}

function settingsOf(target: KestraTarget | undefined): Settings {
  const { baseUrl, tenant, auth, version, timeoutMs } = target ?? {};
  const given = Object.entries({ baseUrl, tenant, auth, version, timeoutMs });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function hasEnterprise({
  manifest: { tools, resources, prompts },
}: Host['registry']['plugins'][number]): boolean {
  return [...tools, ...resources, ...prompts].some(({ edition }) => edition === 'EE');
}
