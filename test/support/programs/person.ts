import { PassThrough } from 'node:stream';
import { init } from '../../../core/src/commands/init/init.js';
import { until } from '../until.js';

export const ENTER = '\r';
export const CTRL_C = '\x03';
export const DOWN = '\x1b[B';
/** Takes away what stands in a line. */
export const CLEAR = '\x15';

/** `init`, or another command that asks. */
type Command = typeof init;

/** A person at a terminal: sees what is printed, and types when a question has come. */
export class Person {
  readonly code: Promise<number>;
  /** Since the last question. */
  seen = '';
  /** All that was on the terminal. */
  all = '';
  said = '';
  private readonly input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  private readonly output = Object.assign(new PassThrough(), { isTTY: true, columns: 120, rows: 40 });

  constructor(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}, command: Command = init) {
    this.output.on('data', (chunk: Buffer) => {
      this.seen += chunk.toString();
      this.all += chunk.toString();
    });
    const hear = (text: string): void => {
      this.said += `${text}\n`;
    };
    const { input, output } = this;
    this.code = command(args, {
      env,
      cwd,
      print: async (text) => hear(text),
      say: hear,
      terminal: { input, output },
    });
  }

  /** Waits for a question, then types; what was seen before does not count. */
  async answer(question: string, ...keys: readonly string[]): Promise<void> {
    await until(
      () => this.seen.includes(question) || undefined,
      () => this.seen,
    );
    this.seen = '';
    for (const key of keys) {
      this.input.write(key);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
