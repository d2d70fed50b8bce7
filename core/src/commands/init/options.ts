import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CLIENTS } from '../../clients/clients.js';
import { LAUNCHES, type Launch, possibleLaunches } from '../../clients/launch.js';
import { SCOPES, type Scope } from '../../clients/places.js';
import { PRESETS, type Preset } from '../../config/config.js';
import { ConfigError } from '../../foundation/errors.js';
import { didYouMean } from '../../foundation/nearest.js';
import { command } from '../../process/command.js';

/** What the command line has decided; what is absent is asked for, or has a default. */
export interface InitOptions {
  folder?: string;
  baseUrl?: string;
  tenant?: string;
  username?: string;
  auth?: 'none' | 'basic' | 'token';
  groups?: string[];
  preset?: Preset;
  readOnly?: boolean;
  client?: string[];
  scope?: Scope;
  launch?: Launch;
  name: string;
  print?: true;
  replace?: true;
  offline?: true;
  yes?: true;
}

const IDS = CLIENTS.map(({ id }) => id);

const afterOptions = (): string => `
Secrets are no flags: KESTRA_PASSWORD and KESTRA_API_TOKEN are taken from the environment, and kept in .env.

Examples:
  ${command('init')}
  ${command('init', '--client', 'cursor,vscode', '--read-only')}
  KESTRA_API_TOKEN=... ${command('init', '--yes', '--base-url', 'https://kestra.example.com', '--client', 'claude-code')}
  ${command('init', '--yes', '--print', '--client', 'claude-desktop')}
`;

/** The flags behind `init`; a string is the help that was asked for. */
export function parseOptions(argv: readonly string[]): InitOptions | string {
  const program = createProgram();
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return `${program.helpInformation()}${afterOptions()}`;
    throw new ConfigError(`init: ${explained(error, program)}`, {
      hint: `${command('init', '--help')} lists the flags.`,
    });
  }
  return program.opts<InitOptions>();
}

function explained({ code, message }: CommanderError, program: Command): string {
  if (code === 'commander.excessArguments') return `It takes no "${program.args[0]}".`;
  if (code === 'commander.unknownOption') {
    // Up to "=": what follows may be a secret.
    const flag = /'(-[^'=\s]*)/.exec(message)?.[1] ?? '';
    const known = program.options.flatMap(({ long }) => long ?? []);
    return `There is no flag ${flag}.${didYouMean(flag, known)}`;
  }
  return message.replace(/^error: /, '').replace(/(?<![.?!])$/, '.');
}

function createProgram(): Command {
  const silent = (): void => undefined;
  return new Command(command('init'))
    .exitOverride()
    .configureOutput({ writeOut: silent, writeErr: silent, getOutHelpWidth: () => 100 })
    .showSuggestionAfterError(false)
    .allowExcessArguments(false)
    .option('--folder <path>', 'where the configuration and .env go; default: your configuration folder')
    .option('--base-url <url>', 'address of Kestra')
    .option('--tenant <id>', 'tenant; main on an OSS Kestra')
    .addOption(new Option('--auth <kind>', 'how to authenticate').choices(['none', 'basic', 'token']))
    .option('--username <name>', 'user name, with KESTRA_PASSWORD in the environment')
    .option('--groups <names>', 'the tool groups to have, or all; default: as it is', list)
    .addOption(new Option('--preset <name>', 'the tools to start from; default: as it is').choices(PRESETS))
    .option('--read-only', 'leave out every tool and action that changes Kestra')
    .option('--no-read-only', 'have them again')
    .option('--client <ids>', `${IDS.join(', ')}, or none`, clients)
    .addOption(
      new Option('--scope <scope>', "the client's file of the user or of this folder").choices(SCOPES),
    )
    .addOption(
      new Option(
        '--launch <way>',
        `how the client starts the host: ${possibleLaunches().join(', ')}`,
      ).argParser(launch),
    )
    .option('--name <name>', 'name of the server in the client', serverName, 'kestra')
    .option('--print', "print the configuration and the clients' blocks, and write nothing")
    .option('--replace', 'take the place of a server of that name')
    .option('--offline', 'do not try the connection')
    .option('--yes', 'ask nothing')
    .helpOption('-h, --help', 'print this');
}

/** What is not released is not to be fetched by its name, which anybody may take. */
function launch(value: string): Launch {
  const way = LAUNCHES.find((known) => known === value);
  if (way === undefined) throw new InvalidArgumentError(`Known: ${possibleLaunches().join(', ')}.`);
  if (possibleLaunches().includes(way)) return way;
  throw new InvalidArgumentError(NOT_RELEASED);
}

const NOT_RELEASED =
  'It would fetch kestra-mcp by its name, and nothing is published under that name yet: whoever took it would run code here. ' +
  'Leave --launch out: the client then starts this installation.';

/** What every client takes for a name, and puts before the names of tools. */
function serverName(value: string): string {
  if (/^[A-Za-z0-9][\w-]{0,63}$/.test(value)) return value;
  throw new InvalidArgumentError('It must be letters, digits, "-" and "_", starting with a letter or digit.');
}

function list(value: string): string[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('It needs one or more names.');
  return names;
}

function clients(value: string): string[] {
  const names = list(value).filter((name) => name !== 'none');
  const unknown = names.find((name) => !IDS.includes(name));
  if (unknown === undefined) return [...new Set(names)];
  throw new InvalidArgumentError(`Known: ${IDS.join(', ')}, none.${didYouMean(unknown, IDS)}`);
}
