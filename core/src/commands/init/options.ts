import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CLIENTS } from '../../clients/clients.js';
import { LAUNCHES, type Launch, possibleLaunches } from '../../clients/launch.js';
import { SCOPES, type Scope } from '../../clients/places.js';
import { PRESETS, type Preset } from '../../config/config.js';
import { ConfigError } from '../../foundation/errors.js';
import { didYouMean } from '../../foundation/nearest.js';
import { command } from '../../process/command.js';
import { usageError } from '../usage-error.js';

/** The options from the command line. What is absent is asked for or has a default. */
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
const NONE = 'none';

const afterOptions = (): string => `
Secrets cannot be passed as flags. init reads KESTRA_PASSWORD and KESTRA_API_TOKEN from the environment and stores them in .env.

Examples:
  ${command('init')}
  ${command('init', '--client', 'cursor,vscode', '--read-only')}
  KESTRA_API_TOKEN=... ${command('init', '--yes', '--base-url', 'https://kestra.example.com', '--client', 'claude-code')}
  ${command('init', '--yes', '--print', '--client', 'claude-desktop')}
`;

/** Parses the flags of `init`. Returns a string if help was requested. */
export function parseOptions(argv: readonly string[]): InitOptions | string {
  const program = createProgram();
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return `${program.helpInformation()}${afterOptions()}`;
    throw new ConfigError(`init: ${usageError(error, program)}`, {
      hint: `Run ${command('init', '--help')} to see the flags.`,
    });
  }
  const options = program.opts<InitOptions>();
  return options.client?.includes(NONE) ? { ...options, client: [] } : options;
}

function createProgram(): Command {
  const silent = (): void => undefined;
  return new Command(command('init'))
    .exitOverride()
    .configureOutput({ writeOut: silent, writeErr: silent, getOutHelpWidth: () => 100 })
    .showSuggestionAfterError(false)
    .allowExcessArguments(false)
    .option('--folder <path>', 'folder for the configuration and .env (default: your configuration folder)')
    .option('--base-url <url>', 'base URL of Kestra')
    .option('--tenant <id>', 'tenant (always main in Kestra OSS)')
    .addOption(new Option('--auth <kind>', 'how to authenticate').choices(['none', 'basic', 'token']))
    .option('--username <name>', 'user name; set KESTRA_PASSWORD in the environment')
    .option('--groups <names>', 'tool groups to enable, or all (default: no change)', list)
    .addOption(new Option('--preset <name>', 'tools to start from (default: no change)').choices(PRESETS))
    .option('--read-only', 'disable every tool and action that changes Kestra')
    .option('--no-read-only', 'enable them again')
    .option('--client <ids>', `clients to set up: ${IDS.join(', ')} or none`, clients)
    .addOption(
      new Option('--scope <scope>', "write the client's file for the user or for this folder").choices(
        SCOPES,
      ),
    )
    .addOption(
      new Option(
        '--launch <way>',
        `how the client starts the server: ${possibleLaunches().join(', ')}`,
      ).argParser(launch),
    )
    .option('--name <name>', 'name of the server in the client', serverName, 'kestra')
    .option('--print', "print the configuration and the clients' entries, and write nothing")
    .option('--replace', 'replace an existing server of that name')
    .option('--offline', 'do not test the connection')
    .option('--yes', 'do not ask any questions')
    .helpOption('-h, --help', 'print this help');
}

/** An unreleased package must not be downloaded by its name, which anyone may take. */
function launch(value: string): Launch {
  const way = LAUNCHES.find((known) => known === value);
  if (way === undefined)
    throw new InvalidArgumentError(`It must be one of: ${possibleLaunches().join(', ')}.`);
  if (possibleLaunches().includes(way)) return way;
  throw new InvalidArgumentError(
    `${way} would download kestra-mcp, which is not published yet: anyone who took the name could run code on this ` +
      'machine. Leave out --launch, and the client starts this installation.',
  );
}

/** A name that every client accepts and puts before the names of tools. */
function serverName(value: string): string {
  if (/^[A-Za-z0-9][\w-]{0,63}$/.test(value)) return value;
  throw new InvalidArgumentError(
    'It must consist of letters, digits, "-" and "_", and start with a letter or digit.',
  );
}

/** A repeated flag adds to the names before it. */
function list(value: string, before: readonly string[] = []): string[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('It needs at least one name.');
  return [...new Set([...before, ...names])];
}

function clients(value: string, before?: readonly string[]): string[] {
  const names = list(value, before);
  const unknown = names.find((name) => name !== NONE && !IDS.includes(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `Unknown client "${unknown}".${didYouMean(unknown, IDS)} The clients are ${IDS.join(', ')}, or none.`,
    );
  }
  if (names.includes(NONE) && names.length > 1) {
    throw new InvalidArgumentError(
      '"none" cannot be combined with clients. Leave it out, or name no client.',
    );
  }
  return names;
}
