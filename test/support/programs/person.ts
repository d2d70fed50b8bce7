import { PassThrough } from 'node:stream';
import { init } from '../../../core/src/commands/init/init.js';
import { until } from '../until.js';

export const ENTER = '\r';
export const CTRL_C = '\x03';
export const DOWN = '\x1b[B';
/** Clears the line. */
export const CLEAR = '\x15';

/** `init`, or another interactive command. */
type Command = typeof init;

/** Simulates a user at a terminal, who reads the output and types answers. */
export class Person {
  readonly code: Promise<number>;
  /** The output since the last question. */
  seen = '';
  /** The complete output. */
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

  /** Waits for a question in new output, then types. */
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
