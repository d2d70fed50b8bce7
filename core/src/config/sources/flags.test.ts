import { describe, expect, it } from '@jest/globals';
import { describeError } from '../../foundation/errors.js';
import { type Flags } from './command-line.js';
import { VARIABLES } from './environment.js';
import { parseFlags } from './flags.js';

const serve: Flags = { command: 'serve', json: false, check: false, words: [] };
const parse = (line: string) => parseFlags(line.split(' ').filter((word) => word !== ''));
const failure = (line: string) => parse(line).then(() => 'none', describeError);

describe('parseFlags', () => {
  it.each<[string, Flags]>([
    ['', serve],
    ['--read-only', { ...serve, readOnly: true }],
    ['--config my.yaml --log-level DEBUG', { ...serve, config: 'my.yaml', logLevel: 'DEBUG' }],
    ['--disable a,b --disable=c --only d', { ...serve, disable: ['a', 'b', 'c'], only: ['d'] }],
    ['--enable ee', { ...serve, enable: ['ee'] }],
    ['--sandbox', { ...serve, sandbox: 'oss-1.3' }],
    ['--sandbox=oss-2.0', { ...serve, sandbox: 'oss-2.0' }],
    ['--sandbox=ee-1.3', { ...serve, sandbox: 'ee-1.3' }],
    ['--sandbox=ee-2.0', { ...serve, sandbox: 'ee-2.0' }],
    ['--http', { ...serve, http: 'true' }],
    ['--http 127.0.0.1:4000', { ...serve, http: '127.0.0.1:4000' }],
    ['--http=0.0.0.0 --insecure', { ...serve, http: '0.0.0.0', insecure: true }],
    ['--http 0.0.0.0', { ...serve, http: '0.0.0.0' }],
    ['--http 4000 --read-only', { ...serve, http: '4000', readOnly: true }],
    ['--http doctor', { ...serve, command: 'doctor', http: 'true' }],
    ['--sandbox list', { ...serve, command: 'list', sandbox: 'oss-1.3' }],
    ['list --json', { ...serve, command: 'list', json: true }],
    ['--json --disable a list', { ...serve, command: 'list', json: true, disable: ['a'] }],
    ['doctor --sandbox --json', { ...serve, command: 'doctor', json: true, sandbox: 'oss-1.3' }],
    ['manifest plugins/a plugins/b', { ...serve, command: 'manifest', words: ['plugins/a', 'plugins/b'] }],
    ['manifest --check plugins/a', { ...serve, command: 'manifest', check: true, words: ['plugins/a'] }],
    ['new plugin sla', { ...serve, command: 'new', words: ['plugin', 'sla'] }],
    ['init --yes --only x', { ...serve, command: 'init', words: ['--yes', '--only', 'x'] }],
    ['doctor --from-python a.json', { ...serve, command: 'doctor', fromPython: 'a.json' }],
    [
      'doctor --from-python a.json --write',
      { ...serve, command: 'doctor', fromPython: 'a.json', write: true },
    ],
    ['--strict list', { ...serve, command: 'list', strict: true }],
  ])('%s', async (line, flags) => {
    expect(await parse(line)).toEqual(flags);
  });

  it.each([
    [
      '--readonly',
      'Unknown flag --readonly. Did you mean "--read-only" or "--only"?\nRun kestra-mcp --help to see the flags.',
    ],
    ['--password=hunter2', 'Unknown flag --password.\nRun kestra-mcp --help to see the flags.'],
    ['-x', 'Unknown flag -x.\nRun kestra-mcp --help to see the flags.'],
    [
      'lits',
      'Unknown command "lits". Did you mean "list"? The commands are list, doctor, init, manifest, new, trust.',
    ],
    ['--config', '--config needs a value.'],
    ['--disable --read-only', '--disable needs a value.'],
    ['--disable= list', '--disable needs a value.'],
    ['--disable ,', '--disable needs at least one name.'],
    [
      '--sandbox=oss-2',
      '--sandbox must be one of oss-1.3, oss-2.0, ee-1.3, ee-2.0, but is "oss-2". Did you mean "oss-2.0"?',
    ],
    [
      '--sandbox oss-2.0',
      'The sandbox mode must follow "=": write --sandbox=oss-2.0, not --sandbox oss-2.0.\nThe modes are oss-1.3, oss-2.0, ee-1.3, ee-2.0.',
    ],
    [
      'doctor --sandbox ee-9 --json',
      'The sandbox mode must follow "=": write --sandbox=oss-1.3, not --sandbox ee-9.\nThe modes are oss-1.3, oss-2.0, ee-1.3, ee-2.0.',
    ],
    ['--json', '--json only works with the commands list and doctor.'],
    ['manifest', 'manifest needs at least one plugin folder. Example: kestra-mcp manifest plugins/*'],
    ['--read-only init', 'The command init must come first, before its flags: kestra-mcp init'],
    ['list --from-python a.json', '--from-python only works with the command doctor.'],
    ['doctor --write', '--write only works with --from-python.'],
    ['list files', 'Unexpected argument "files" after list.'],
    ['list --check', '--check only works with the command manifest.'],
    ['--check', '--check only works with the command manifest.'],
    ['new', 'new needs the word "plugin" and a name. Example: kestra-mcp new plugin sla'],
    ['new plugin', 'new needs the word "plugin" and a name. Example: kestra-mcp new plugin sla'],
    ['new tool sla', 'new needs the word "plugin" and a name. Example: kestra-mcp new plugin sla'],
    ['new plugin sla audit', 'Unexpected argument "audit".'],
  ])('refuses %s', async (line, message) => {
    expect(await failure(line)).toBe(message);
  });

  it('answers a question about itself', async () => {
    expect(await parse('list --version')).toEqual({ command: 'version' });
    for (const line of ['--help', '-h', 'help', 'doctor --help']) {
      expect(await parse(line)).toMatchObject({ command: 'help' });
    }
  });

  it('has help that names every flag, command and variable', async () => {
    const help = await parse('--help');
    const text = 'text' in help ? help.text : '';
    for (const name of [
      '--read-only',
      '--sandbox[=mode]',
      '--strict',
      'doctor',
      'new plugin <name>',
      'Examples:',
      ...Object.keys(VARIABLES),
    ]) {
      expect(text).toContain(name);
    }
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });
});
