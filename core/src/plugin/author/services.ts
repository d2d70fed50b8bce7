import { BRAND, recogniseCopies } from '../../foundation/brand.js';
import { type Level, LevelledLog } from '../../foundation/levels.js';
import type { KestraClient } from '../../kestra/client.js';
import type { ToolContext } from './context.js';
import type { Constructor } from './metadata.js';

/** The host's log under the plugin's name, on stderr: what services ask for instead of printing. */
export class PluginLog extends LevelledLog {
  /** Another installed copy of this class still means the host's log. */
  static readonly [BRAND] = 'PluginLog';

  static {
    recogniseCopies(PluginLog);
  }

  constructor(private readonly sink: (level: Level, message: string) => void) {
    super();
  }

  protected write(level: Level, message: string): void {
    this.sink(level, message);
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
