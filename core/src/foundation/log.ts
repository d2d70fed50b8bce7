import type { LogLevel } from './levels.js';
import { type Level, LevelledLog } from './levels.js';
import { printable } from './printable.js';

const SEVERITY: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warning: 2, error: 3, critical: 4 };

/** Writes lines to stderr, where MCP clients look for a server's log. */
export class Log extends LevelledLog {
  constructor(
    private level: LogLevel,
    private redact: (text: string) => string = (text) => text,
  ) {
    super();
  }

  /** Changes the level after a configuration change. */
  configure(level: LogLevel, redact: (text: string) => string): void {
    this.level = level;
    this.redact = redact;
  }

  /** A warning that is shown at every level, for problems of the start itself. */
  note(message: string): void {
    this.line('warning', message);
  }

  protected write(level: Level, message: string): void {
    if (SEVERITY[level] >= SEVERITY[this.level]) this.line(level, message);
  }

  private line(level: Level, message: string): void {
    process.stderr.write(
      `${new Date().toISOString()} ${level.toUpperCase()} ${printable(this.redact(message))}\n`,
    );
  }
}
