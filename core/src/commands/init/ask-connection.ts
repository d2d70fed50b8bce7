import * as clack from '@clack/prompts';
import { parseBaseUrl } from '../../config/base-url.js';
import type { KestraAuth } from '../../config/config.js';
import { Invalid, isBlank, parseTenant, parseText, parseToken } from '../../config/values/values.js';
import { addressOf, type Connection } from './answers.js';
import type { InitOptions } from './options.js';
import { answered, askSecret, askText, type Terminal } from './prompts.js';

/** Asks for everything that no flag sets. */
export async function askConnection(
  terminal: Terminal,
  options: InitOptions,
  start: Connection,
): Promise<Connection> {
  const given =
    options.baseUrl ?? (await askText(terminal, 'Base URL of Kestra', start.baseUrl, asTyped(parseBaseUrl)));
  const { baseUrl, tenant: named } = addressOf(given, options);
  const question = 'Tenant ("main" unless you use other tenants in Enterprise Edition)';
  const tenant = named ?? (await askText(terminal, question, start.tenant, parseTenant));
  return { baseUrl, tenant, auth: await askAuth(terminal, options, start.auth) };
}

async function askAuth(
  terminal: Terminal,
  { auth, username }: InitOptions,
  start: KestraAuth,
): Promise<KestraAuth> {
  const kind = auth ?? (username === undefined ? await askKind(terminal, start) : 'basic');
  if (kind === 'none') return { kind };
  if (kind === 'token') {
    const known = start.kind === 'bearer' ? start.token : undefined;
    return { kind: 'bearer', token: await askSecret(terminal, 'API token', known, parseToken) };
  }
  const basic = start.kind === 'basic' ? start : undefined;
  const name = username ?? (await askText(terminal, 'User name', basic?.username ?? '', notBlank));
  // The password of another user is not a default.
  const known = basic?.username === name ? basic.password : undefined;
  return { kind: 'basic', username: name, password: await askSecret(terminal, 'Password', known, notBlank) };
}

async function askKind(terminal: Terminal, { kind }: KestraAuth): Promise<'none' | 'basic' | 'token'> {
  return answered(
    clack.select<'none' | 'basic' | 'token'>({
      ...terminal,
      message: 'How do you sign in to Kestra?',
      initialValue: kind === 'bearer' ? 'token' : kind,
      options: [
        { value: 'basic', label: 'User name and password' },
        { value: 'token', label: 'API token', hint: 'Enterprise Edition' },
        { value: 'none', label: 'No authentication' },
      ],
    }),
  );
}

/** Checks that the text can be parsed, but keeps it as typed. */
function asTyped(parse: (value: unknown) => unknown): (value: unknown) => string {
  return (value) => {
    parse(value);
    return parseText(value);
  };
}

function notBlank(value: unknown): string {
  const text = parseText(value);
  if (isBlank(text)) throw new Invalid('must not be empty.');
  return text;
}
