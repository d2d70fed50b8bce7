import { BRAND, recogniseCopies } from '../../foundation/brand.js';
import { type Level, LevelledLog } from '../../foundation/levels.js';
import type { KestraClient } from '../../kestra/client.js';
import type { ToolContext } from './context.js';
import type { Constructor } from './metadata.js';

/** The host's log with the plugin's name, on stderr. Services ask for it instead of printing. */
export class PluginLog extends LevelledLog {
  /** Another installed copy of this class also gets the host's log. */
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

/** What a plugin can use outside of its classes: in `onInit` and `onDispose`. */
export interface PluginServices {
  readonly kestra: KestraClient;
  /** The plugin's options, validated. Empty if it has none. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly log: PluginLog;
  /** Returns the instance of one of the plugin's own classes, or of its options class. */
  get<T extends object>(type: Constructor<T>): T;
}

/** What a handler of the function form receives besides its input. */
export type FunctionContext = ToolContext & Omit<PluginServices, 'log'>;
