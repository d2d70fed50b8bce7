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

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  const { values } = parseArgs({ options: { kestra: { type: 'string', default: '1.3' } } });
  if (values.kestra !== '1.3' && values.kestra !== '2.0') throw new Error('--kestra takes 1.3 or 2.0.');
  await demo(print, `oss-${values.kestra}`, process.stdout.columns);
} catch (error) {
  process.stderr.write(`\nThe demo failed. ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
