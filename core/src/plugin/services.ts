import { BRAND } from '../kestra/brand.js';
import type { KestraClient } from '../kestra/client.js';
import type { ToolContext } from './context.js';
import type { Constructor } from './metadata.js';

type Level = 'debug' | 'info' | 'warning' | 'error';

/** The host's log under the plugin's name, on stderr: what services ask for instead of printing. */
export class PluginLog {
  /** Another installed copy of this class still means the host's log. */
  static readonly [BRAND] = 'PluginLog';

  constructor(private readonly write: (level: Level, message: string) => void) {}

  debug(message: string): void {
    this.write('debug', message);
  }

  info(message: string): void {
    this.write('info', message);
  }

  warning(message: string): void {
    this.write('warning', message);
  }

  error(message: string): void {
    this.write('error', message);
  }
}

/** What a plugin has at hand outside of its classes: in `onInit` and `onDispose`. */
export interface PluginServices {
  readonly kestra: KestraClient;
  /** The plugin's options, validated; empty when it has none. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly log: PluginLog;
  /** The instance of one of the plugin's own classes, or of its options' class. */
  get<T extends object>(type: Constructor<T>): T;
}

/** What a handler of the function form is given beside its input. */
export type FunctionContext = ToolContext & Omit<PluginServices, 'log'>;
