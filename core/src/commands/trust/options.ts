import { Command, CommanderError } from 'commander';
import { ConfigError } from '../../foundation/errors.js';
import { command } from '../../process/command.js';
import { usageError } from '../usage-error.js';

/** The options of `kestra-mcp trust`. */
export interface TrustOptions {
  /** Default: the working folder. */
  folder?: string;
  yes?: true;
  list?: true;
  revoke?: true;
}

const afterOptions = (): string => `
kestra-mcp ignores the configuration, the .env and the plugins of a working folder until you trust the folder. Before that, the
folder can only disable tools, so a cloned repository cannot redirect your credentials or run code. This command shows what the
files would do and asks you to confirm. When a file changes, the folder has to be trusted again.

Examples:
  ${command('trust')}
  ${command('trust', '--yes', '~/work/flows')}
  ${command('trust', '--revoke', '~/work/flows')}
`;

/** The options, or the help text. */
export function parseOptions(argv: readonly string[]): TrustOptions | string {
  const program = createProgram();
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return program.helpInformation() + afterOptions();
    throw new ConfigError(usageError(error, program), {
      hint: `Run ${command('trust', '--help')} to see the flags.`,
    });
  }
  const [folder] = program.args;
  const options: TrustOptions = { ...program.opts<TrustOptions>(), ...(folder !== undefined && { folder }) };
  if (options.list && (options.revoke || options.yes || folder !== undefined))
    throw new ConfigError('--list cannot be combined with a folder or other flags.');
  return options;
}

function createProgram(): Command {
  const silent = (): void => undefined;
  return new Command(command('trust'))
    .exitOverride()
    .configureOutput({ writeOut: silent, writeErr: silent, getOutHelpWidth: () => 100 })
    .argument('[folder]', 'folder to trust (default: the working folder)')
    .option('--yes', 'do not ask any questions')
    .option('--list', 'list the trusted folders')
    .option('--revoke', 'stop trusting the folder')
    .helpOption('-h, --help', 'print this help');
}
