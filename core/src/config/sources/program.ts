import { Command, CommanderError } from 'commander';
import { ConfigError } from '../../foundation/errors.js';
import { didYouMean } from '../../foundation/nearest.js';
import { command } from '../../process/command.js';
import { SANDBOX_MODES } from '../config.js';
import { Invalid, parseNames, parseSandbox } from '../values/values.js';
import type { Flags } from './command-line.js';
import { CONFIG_VARIABLE, TRUST_VARIABLE, USER_FOLDER_VARIABLE, VARIABLES } from './environment.js';

/** The given flags, and the other words in their order. */
export interface Words {
  options: Omit<Flags, 'command' | 'words' | 'json' | 'check'> & {
    json?: true;
    check?: true;
    help?: true;
    version?: true;
  };
  words: string[];
  help: string;
}

const [DEFAULT_SANDBOX, ...OTHER_SANDBOXES] = SANDBOX_MODES;
const SANDBOX_HELP = `use an in-memory Kestra simulator: ${DEFAULT_SANDBOX} (default), ${OTHER_SANDBOXES.join(', ')}`;

const afterOptions = (): string => `
Commands:
  (none)                  Serve MCP on stdio, or over HTTP with --http.
  list                    List every tool, whether it is enabled, and why.
  doctor                  Check the configuration and the connection to Kestra.
  init                    Write the configuration and set up your MCP clients (see init --help).
  trust [folder]          Show what a folder's files would do, and trust it (see trust --help).
  manifest <folders...>   Write the manifest of each plugin folder, or check it with --check.
  new plugin <name>       Create a package for a new plugin, in a folder of that name.

Examples:
  ${command('--read-only', '--disable', 'files,manage_executions:delete')}
  ${command('--sandbox')}
  ${command('list', '--only', 'flow,execution')}

Environment variables (they override .env and the configuration file, and flags override them):
  ${[...Object.keys(VARIABLES), CONFIG_VARIABLE, TRUST_VARIABLE, USER_FOLDER_VARIABLE].join('\n  ')}
`;

export function parseWords(argv: readonly string[]): Words {
  const program = createProgram();
  checkMode(argv);
  // A bare --sandbox gets its default here, or the next word would become its value.
  const words = withAddress(argv).map((word) =>
    word === '--sandbox' ? `--sandbox=${DEFAULT_SANDBOX}` : word,
  );
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    throw error instanceof CommanderError ? explain(error, program) : error;
  }
  return {
    options: program.opts<Words['options']>(),
    words: program.args,
    help: `${program.helpInformation()}${afterOptions()}`,
  };
}

/** Only an address may follow `--http`, no command. */
function withAddress(argv: readonly string[]): string[] {
  const at = argv.indexOf('--http');
  if (at === -1) return [...argv];
  const next = argv[at + 1];
  const isAddress = next !== undefined && /^(?:[\d.]+|\[?[\w.:-]*\]?:\d+)$/.test(next);
  return [
    ...argv.slice(0, at),
    `--http=${isAddress ? next : 'true'}`,
    ...argv.slice(isAddress ? at + 2 : at + 1),
  ];
}

/** A word after a bare `--sandbox` is a command. A mode there is an error. */
function checkMode(argv: readonly string[]): void {
  const next = argv[argv.indexOf('--sandbox') + 1];
  if (!argv.includes('--sandbox') || next === undefined || !/^(?:oss|ee)\b/i.test(next)) return;
  const mode = SANDBOX_MODES.find((known) => known === next) ?? DEFAULT_SANDBOX;
  throw new ConfigError(`The sandbox mode must follow "=": write --sandbox=${mode}, not --sandbox ${next}.`, {
    hint: `The modes are ${SANDBOX_MODES.join(', ')}.`,
  });
}

function createProgram(): Command {
  const silent = (): void => undefined;
  return (
    new Command(command())
      .exitOverride()
      // stdout belongs to the protocol, and the width of the help must not depend on a terminal.
      .configureOutput({ writeOut: silent, writeErr: silent, getOutHelpWidth: () => 100 })
      .showSuggestionAfterError(false)
      .helpOption(false)
      .usage('[command] [options]')
      // After a space it would be a command.
      .configureHelp({ optionTerm: ({ flags }) => flags.replace(' [', '[=') })
      .argument('[words...]')
      .option(
        '--config <file>',
        'configuration file (default: search for kestra-mcp.config.*)',
        word('--config'),
      )
      .option('--trust', 'trust the configuration in the working folder, this time only')
      .option('--read-only', 'read-only mode: disable every tool and action that changes Kestra')
      .option(
        '--preset <name>',
        "tools to start from: default, python (the tools of Kestra's Python server) or full (all)",
        word('--preset'),
      )
      .option(
        '--enable <names>',
        'enable groups, tools or tool:action that are off by default',
        names('--enable'),
      )
      .option('--only <names>', 'enable only these', names('--only'))
      .option('--disable <names>', 'disable these; wins over --enable and --only', names('--disable'))
      .option(
        '--confirm <policy>',
        'when to ask before a deletion: auto (default), echo, always or never; name=policy for one tool',
        word('--confirm'),
      )
      .option('--log-level <level>', 'debug, info, warning, error (default) or critical', word('--log-level'))
      .option('--sandbox [mode]', SANDBOX_HELP, sandbox)
      .option('--http [host:port]', 'serve over HTTP (default: 127.0.0.1:3333)', word('--http'))
      .option('--insecure', 'allow listening beyond loopback without authentication')
      .option('--strict', 'do not start if a plugin cannot be loaded')
      .option('--json', 'with list and doctor: print JSON')
      .option('--check', 'with manifest: only check, write nothing')
      .option(
        '--from-python <file>',
        "with doctor: show what replaces Kestra's Python server in a client's file",
        word('--from-python'),
      )
      .option('--write', 'with --from-python: make the replacement in the file')
      .option('-h, --help', 'print this help')
      .option('-v, --version', 'print the version')
  );
}

function word(flag: string) {
  return (value: string): string => {
    // Otherwise a flag without its value would swallow the next flag, such as --read-only.
    if (value.trim() === '' || value.startsWith('-')) throw new ConfigError(`${flag} needs a value.`);
    return value;
  };
}

function names(flag: string) {
  return (value: string, previous: readonly string[] = []): string[] => {
    const given = parseNames(word(flag)(value));
    if (given.length === 0) throw new ConfigError(`${flag} needs at least one name.`);
    return [...previous, ...given];
  };
}

function sandbox(value: string): Flags['sandbox'] {
  try {
    return parseSandbox(value);
  } catch (error) {
    throw error instanceof Invalid ? new ConfigError(`--sandbox ${error.message}`) : error;
  }
}

function explain(error: CommanderError, program: Command): ConfigError {
  // Only up to "=": the value may be a secret.
  const flag = /'(-[^'=\s]*)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'commander.optionMissingArgument') return new ConfigError(`${flag} needs a value.`);
  if (program.options.some(({ long }) => long === flag))
    return new ConfigError(`${flag} does not take a value.`);
  const known = program.options.flatMap(({ long }) => long ?? []);
  return new ConfigError(`Unknown flag ${flag}.${didYouMean(flag, known)}`, {
    hint: `Run ${command('--help')} to see the flags.`,
  });
}
