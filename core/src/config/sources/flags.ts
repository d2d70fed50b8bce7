import { ConfigError } from '../../foundation/errors.js';
import { didYouMean } from '../../foundation/nearest.js';
import { command as typed } from '../../process/command.js';
import type { Settings } from '../settings.js';
import { type Flags, type HelpRequest, SERVE } from './command-line.js';

const COMMANDS = ['list', 'doctor', 'init', 'manifest', 'new', 'trust'] as const;

/** Parses the command line without node and script. Flags may be before or after the command. */
export async function parseFlags(argv: readonly string[]): Promise<Flags | HelpRequest> {
  if (argv.length === 0) return SERVE;
  const [first] = argv;
  // These commands have their own flags, some with the same names.
  if (first === 'init' || first === 'trust') return { ...SERVE, command: first, words: argv.slice(1) };
  const { parseWords } = await import('./program.js');
  const { options, words, help } = parseWords(argv);
  const { help: wantsHelp, version, json = false, check = false, ...flags } = options;
  const [name, ...rest] = words;
  if (wantsHelp || name === 'help') return { command: 'help', text: help };
  if (version) return { command: 'version' };
  const command = commandOf(name);
  if (command === 'init' || command === 'trust')
    throw new ConfigError(`The command ${command} must come first, before its flags: ${typed(command)}`);
  const given: Flags = { command, json, check, words: rest, ...flags };
  checkUse(given);
  return given;
}

/** The flags as settings. */
export function flagSettings(flags: Flags): Settings {
  const given = {
    'tools.preset': [flags.preset, '--preset'],
    'tools.readOnly': [flags.readOnly, '--read-only'],
    'tools.confirm': [flags.confirm, '--confirm'],
    'tools.enable': [flags.enable, '--enable'],
    'tools.only': [flags.only, '--only'],
    'tools.disable': [flags.disable, '--disable'],
    logLevel: [flags.logLevel, '--log-level'],
    sandbox: [flags.sandbox, '--sandbox'],
    strict: [flags.strict, '--strict'],
    'http.listen': [flags.http, '--http'],
    'http.insecure': [flags.insecure, '--insecure'],
  } as const;
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, [value]]) => value !== undefined)
      .map(([key, [value, flag]]) => [key, { value, origin: flag, subject: flag }]),
  );
}

function commandOf(name: string | undefined): Flags['command'] {
  if (name === undefined) return 'serve';
  const command = COMMANDS.find((known) => known === name);
  if (command === undefined) {
    throw new ConfigError(
      `Unknown command "${name}".${didYouMean(name, COMMANDS)} The commands are ${COMMANDS.join(', ')}.`,
    );
  }
  return command;
}

function checkUse({ command, json, check, words, fromPython, write }: Omit<Flags, 'config'>): void {
  const [extra] = words;
  if (fromPython !== undefined && command !== 'doctor') {
    throw new ConfigError('--from-python only works with the command doctor.');
  }
  if (write && fromPython === undefined) throw new ConfigError('--write only works with --from-python.');
  if (json && command !== 'list' && command !== 'doctor') {
    throw new ConfigError('--json only works with the commands list and doctor.');
  }
  if (check && command !== 'manifest') throw new ConfigError('--check only works with the command manifest.');
  if (command === 'manifest' && extra === undefined) {
    throw new ConfigError(
      `manifest needs at least one plugin folder. Example: ${typed('manifest', 'plugins/*')}`,
    );
  }
  if (command === 'new' && extra === 'plugin' && words.length > 2)
    throw new ConfigError(`Unexpected argument "${words[2]}".`);
  if (command === 'new' && (extra !== 'plugin' || words.length !== 2)) {
    throw new ConfigError(
      `new needs the word "plugin" and a name. Example: ${typed('new', 'plugin', 'sla')}`,
    );
  }
  if (command !== 'manifest' && command !== 'new' && extra !== undefined) {
    throw new ConfigError(`Unexpected argument "${extra}" after ${command}.`);
  }
}
