import { parseArgs, styleText } from 'node:util';
import { demo } from './demo.js';
import type { Line, Look } from './screen.js';

const FORMATS: Record<Look, Parameters<typeof styleText>[0]> = {
  title: 'bold',
  tool: 'cyan',
  good: 'green',
  bad: 'red',
  question: 'yellow',
  found: 'magenta',
  quiet: 'gray',
};
// A pipe, a terminal without colors and a shell with NO_COLOR get plain text.
const COLORED = process.stdout.isTTY && process.stdout.hasColors();

function print(line: Line): void {
  const text = line.map(({ text, look }) => (COLORED && look ? styleText(FORMATS[look], text) : text));
  process.stdout.write(`${text.join('')}\n`);
}

function described(error: unknown): string {
  const { code = '', message = String(error) } = Object(error) as { code?: unknown; message?: string };
  const [, flag] = /^Unknown option '(-[^'=]*)/.exec(message) ?? [];
  if (flag !== undefined) return `Unknown flag ${flag}. The only flag is --kestra=1.3 or --kestra=2.0.`;
  return /^ERR_PARSE_ARGS/.test(String(code)) ? message : `The demo failed. ${message}`;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  const { values } = parseArgs({ options: { kestra: { type: 'string', default: '1.3' } } });
  if (values.kestra !== '1.3' && values.kestra !== '2.0') throw new Error('--kestra takes 1.3 or 2.0.');
  await demo(print, `oss-${values.kestra}`, process.stdout.columns);
} catch (error) {
  process.stderr.write(`\n${described(error)}\n`);
  process.exitCode = 1;
}
