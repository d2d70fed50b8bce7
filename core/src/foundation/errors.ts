import { brand } from './brand.js';
import { cutTo } from './hidden.js';
import { printable } from './printable.js';

/** Codes of all errors. They are stable: logs, `doctor` and tests refer to them. */
export type ErrorCode =
  | 'KMCP_CONFIG'
  | 'KMCP_PLUGIN'
  | 'KMCP_INPUT'
  | 'KMCP_UNKNOWN_TOOL'
  | 'KMCP_DISABLED'
  | 'KMCP_READ_ONLY'
  | 'KMCP_OUTSIDE'
  | 'KMCP_OUTPUT'
  | 'KMCP_TOO_LARGE'
  | 'KMCP_UNSUPPORTED'
  | 'KMCP_UNAUTHORIZED'
  | 'KMCP_FORBIDDEN'
  | 'KMCP_NOT_FOUND'
  | 'KMCP_CONFLICT'
  | 'KMCP_LOCKED'
  | 'KMCP_INVALID'
  | 'KMCP_RATE_LIMITED'
  | 'KMCP_SERVER_ERROR'
  | 'KMCP_REFUSED'
  | 'KMCP_UNREACHABLE'
  | 'KMCP_TIMED_OUT'
  | 'KMCP_CANCELLED'
  | 'KMCP_NOT_CONFIRMED'
  | 'KMCP_NOT_JSON'
  | 'KMCP_INTERNAL';

export interface ErrorExtras {
  /** What to do next, in one or two sentences. */
  hint?: string | undefined;
  /** Individual violations, one per line. */
  details?: readonly string[] | undefined;
  cause?: unknown;
}

const ERROR = Symbol.for('kestra-mcp.error');

/** The base class of all errors with a message for people. `message` says what happened, `hint` what to do next. */
export class KestraMcpError extends Error {
  static {
    brand(KestraMcpError, 'KestraMcpError');
  }

  readonly [ERROR] = true;
  readonly hint: string | undefined;
  readonly details: readonly string[];

  constructor(
    readonly code: ErrorCode,
    message: string,
    extras: ErrorExtras = {},
  ) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = new.target.name;
    this.hint = extras.hint;
    this.details = extras.details ?? [];
  }

  /** True for errors created by any installed copy of core. */
  static is(value: unknown): value is KestraMcpError {
    try {
      return typeof value === 'object' && value !== null && ERROR in value;
    } catch {
      // Reading from a proxy may throw.
      return false;
    }
  }
}

/** The configuration cannot be used. The server exits with code 2. */
export class ConfigError extends KestraMcpError {
  static {
    brand(ConfigError, 'ConfigError');
  }

  constructor(message: string, extras?: ErrorExtras) {
    super('KMCP_CONFIG', message, extras);
  }
}

/** A plugin is missing or broken. The message names it. */
export class PluginError extends KestraMcpError {
  static {
    brand(PluginError, 'PluginError');
  }

  constructor(message: string, extras?: ErrorExtras) {
    super('KMCP_PLUGIN', message, extras);
  }
}

/** An argument is invalid. The message names it and says what is allowed. */
export class InputError extends KestraMcpError {
  static {
    brand(InputError, 'InputError');
  }

  constructor(message: string, extras?: ErrorExtras) {
    super('KMCP_INPUT', message, extras);
  }
}

/** One error for all of these problems. `whose` begins the heading if there are several: `The inputs`. */
export function inputError(whose: string, problems: readonly string[], hint?: string): InputError {
  const [only = `${whose} are not valid.`] = problems;
  if (problems.length < 2) return new InputError(only, { hint });
  return new InputError(`${whose} have ${problems.length} problems:`, { details: problems, hint });
}

const LONGEST = 4_000;
/** Longest text taken from an error that is not ours. */
const LONGEST_OF_OTHERS = 2_000;

/** The text that a person or a model reads: message, details and hint, without a stack trace. Never throws. */
export function describeError(error: unknown): string {
  if (!KestraMcpError.is(error)) return cut(messageOf(error), LONGEST_OF_OTHERS);
  const details = error.details.map((line) => `- ${cut(line)}`);
  return [cut(error.message), ...details, ...(error.hint === undefined ? [] : [cut(error.hint)])].join('\n');
}

function messageOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return 'an error without a message was thrown';
  }
}

function cut(given: string, longest = LONGEST): string {
  return cutTo(longest, printable(given), (length) => ` … (${length} characters)`);
}
