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

/** Where calls go: a sandbox, a fake Kestra, or settings as in the configuration file. */
export interface KestraTarget extends Omit<Settings, 'baseUrl' | 'version'> {
  baseUrl: string;
  version?: string | undefined;
}

/**
 * The keys of the configuration file. Other than there, `strict` is on: a plugin that cannot be used rejects. And
 * `logLevel` is `critical`: nothing is written to stderr.
 */
export interface TestHostOptions extends Omit<KestraMcpConfig, 'kestra' | 'plugins'> {
  /** Objects, `[plugin, { its options }]`, names, or paths from the working folder. */
  plugins: NonNullable<KestraMcpConfig['plugins']>;
  /** Default: a fake Kestra that has no answer to anything. */
  kestra?: KestraTarget;
}

/** What a client is offered for what is being typed, best first. */
export interface Completed {
  values: string[];
  total?: number;
  hasMore?: boolean;
}

/** A task as one look has found it: `working` with a `message`, or `completed` with a `result`. */
export type TaskLook = Awaited<ReturnType<Host['lookAtTask']>>;

/** Starts the host with these plugins in this process, reading no file and no environment, and connects a client. */
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

/** The host with the plugins of a test, and an MCP client connected to it. */
export class TestHost {
  constructor(
    private readonly host: Host,
    /** For what the methods here do not do: progress, cancelling, notifications. */
    readonly client: Client,
    private readonly afterwards: () => Promise<void>,
  ) {
    noteOpened(this);
  }

  /** What plugins have done wrong: those that were left out, and mistakes outside of calls. */
  get faults(): string[] {
    return [...this.host.registry.quarantined.map(({ problem }) => problem.message), ...this.host.faults];
  }

  /** Calls a tool. When it fails, that is a result with `isError`; for a name that no tool has it rejects. */
  call(tool: string, args: Json = {}): Promise<CallToolResult> {
    return this.client.callTool({ name: tool, arguments: args });
  }

  /** Calls a tool that must succeed, and gives its structured content. */
  async ok(tool: string, args: Json = {}): Promise<Json> {
    const result = await this.call(tool, args);
    if (result.isError) throw new Error(`${tool} failed: ${textOf(result)}`);
    return result.structuredContent as Json;
  }

  /** Calls a tool that must fail, and gives the text that a model reads. */
  async failed(tool: string, args: Json = {}): Promise<string> {
    const result = await this.call(tool, args);
    if (!result.isError) throw new Error(`${tool} was to fail, but answered: ${textOf(result)}`);
    return textOf(result);
  }

  /**
   * Calls a tool as a client does that takes tasks; it must go on as one. Gives what looks at it once each time it is
   * called: how far it is, or at the end what the call answers.
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
      : new Error(`${tool} did not go on as a task: ${JSON.stringify(begun)}`);
  }

  /** The tools that are on, as clients are shown them. */
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
   * What completes an argument of a prompt, or a name in a resource's template, both by their names. It rejects where a
   * client gets an empty list, since the completer fails or takes too long.
   */
  complete(of: string, argument: string, text = '', given: Record<string, string> = {}): Promise<Completed> {
    const kind = this.host.selection().prompts.has(of) ? 'prompt' : 'resource';
    const context = { signal: new AbortController().signal, progress: nothing, log: nothing };
    return this.host.complete({ of: kind, name: of, argument, text, given, rejects: true }, context);
  }

  /** Disconnects, and lets the plugins dispose of what they hold. */
  async close(): Promise<void> {
    noteClosed(this);
    await this.client.close();
    await this.host.close();
    await this.afterwards();
  }
}

async function nothing(): Promise<void> {
  // Nobody hears what a completer says on its way.
}

async function connect(host: Host): Promise<Client> {
  // Elsewhere the first list makes the host ask, in the background; here that list is to be the whole one. An instance
  // that does not tell leaves them off, as elsewhere.
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
