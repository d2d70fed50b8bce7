import type { KestraMcpError } from '../../foundation/errors.js';
import { within } from '../../foundation/limit.js';
import { asHost } from '../../kestra/wire/scope.js';
import { command } from '../../process/command.js';
import { isBundled } from '../../process/here.js';
import type { PromptDeclaration } from '../author/prompt.js';
import type { ResourceDeclaration } from '../author/resource.js';
import { asPlugin, problemOf } from '../load/identity.js';
import type { LoadedPlugin } from '../load/loaded-plugin.js';
import { readAhead } from './read-ahead.js';
import type { Runnable, Runnables, RunnableTool } from './runnables.js';
import type { RuntimeSettings } from './settings.js';
import { type StartedPlugin, startPlugin } from './start.js';

/** Imports a plugin's code on first use and provides what can be called. */
export class PluginRuntime {
  private readonly ready = new Map<LoadedPlugin, Promise<StartedPlugin>>();
  private readonly calls = new Map<LoadedPlugin, Set<Promise<unknown>>>();

  constructor(private readonly settings: RuntimeSettings) {}

  tool(plugin: LoadedPlugin, name: string): Promise<RunnableTool> {
    return this.find(plugin, 'tools', name);
  }

  resource(plugin: LoadedPlugin, name: string): Promise<Runnable<ResourceDeclaration>> {
    return this.find(plugin, 'resources', name);
  }

  prompt(plugin: LoadedPlugin, name: string): Promise<Runnable<PromptDeclaration>> {
    return this.find(plugin, 'prompts', name);
  }

  /** Runs a call of the plugin, including its start. Unloading waits for it. */
  async during<T>(plugin: LoadedPlugin, call: () => Promise<T>): Promise<T> {
    const calls = this.calls.get(plugin) ?? new Set();
    this.calls.set(plugin, calls);
    const running = call();
    calls.add(running);
    try {
      return await running;
    } finally {
      calls.delete(running);
    }
  }

  /** Starts the plugin without a call, to check that it works. Does nothing if it is ready. */
  async prepare(plugin: LoadedPlugin): Promise<void> {
    await this.start(plugin);
  }

  /**
   * Waits this many milliseconds for running calls, notifies the plugin, and drops its instances. Returns what went
   * wrong, if anything.
   */
  async unload(plugin: LoadedPlugin, drainMs: number): Promise<KestraMcpError | undefined> {
    const ready = this.ready.get(plugin);
    this.ready.delete(plugin);
    const calls = Promise.allSettled(this.calls.get(plugin) ?? []);
    await within(calls, drainMs, () => new Error('They continue without their plugin.')).catch(
      () => undefined,
    );
    this.calls.delete(plugin);
    try {
      // A plugin that never started has nothing to dispose of.
      const started = await ready?.catch(() => undefined);
      await asHost(async () => started?.dispose());
      return undefined;
    } catch (cause) {
      // A failure of a hook already has a message.
      return cause as KestraMcpError;
    }
  }

  /** Unloads every plugin that was used. */
  async close(drainMs: number): Promise<KestraMcpError[]> {
    const problems = await Promise.all([...this.ready.keys()].map((plugin) => this.unload(plugin, drainMs)));
    return problems.filter((problem) => problem !== undefined);
  }

  private async find<Kind extends keyof Runnables>(plugin: LoadedPlugin, kind: Kind, name: string) {
    const found = (await this.start(plugin)).runnables[kind].get(name);
    if (found !== undefined)
      return found as Runnables[Kind] extends ReadonlyMap<string, infer Item> ? Item : never;
    throw problemOf(plugin, `lists "${name}" in its manifest, but its code does not declare it.`, {
      hint: `Regenerate the manifest (${command('manifest')} <folder of the plugin>), or reinstall the plugin.`,
    });
  }

  /** Starts the plugin for all callers, whichever comes first. */
  private async begin(plugin: LoadedPlugin): Promise<StartedPlugin> {
    if (isBundled(plugin.file)) await readAhead(plugin.file);
    return asHost(() => asPlugin(plugin, () => startPlugin(plugin, this.settings)));
  }

  private start(plugin: LoadedPlugin): Promise<StartedPlugin> {
    let ready = this.ready.get(plugin);
    if (ready === undefined) {
      const attempt = this.begin(plugin);
      ready = attempt;
      this.ready.set(plugin, attempt);
      // The next call retries a failed start: what onInit connects to may be available by then.
      attempt.catch(() => {
        if (this.ready.get(plugin) === attempt) this.ready.delete(plugin);
      });
    }
    return ready;
  }
}
