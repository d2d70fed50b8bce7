/** The log levels. */
export const LOG_LEVELS = ['debug', 'info', 'warning', 'error', 'critical'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Level = 'debug' | 'info' | 'warning' | 'error';

/** A log with one method per level. */
export abstract class LevelledLog {
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

  protected abstract write(level: Level, message: string): void;
}
