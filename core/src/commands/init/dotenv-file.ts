import { isDeepStrictEqual } from 'node:util';
import { parse } from 'dotenv';
import { readIfThere, type Written, writeWithBackup } from '../../clients/write.js';
import { ConfigError } from '../../errors.js';
import type { Connection } from './answers.js';

/** Credentials go into the `.env`, which only its owner may read; other lines in it stay as they are. */
export async function writeDotenv(path: string, connection: Connection): Promise<Written> {
  const before = (await readIfThere(path)) ?? '';
  const known = parse(before);
  const text = Object.entries(variables(connection, known)).reduce(withVariable, before);
  const expected = { ...known, ...variables(connection, known) };
  const kept = Object.entries(expected).filter(([, value]) => value !== undefined);
  if (!isDeepStrictEqual(parse(text), Object.fromEntries(kept))) {
    const names = Object.keys(variables(connection, known)).join(', ');
    throw new ConfigError(
      `${path} was left alone: it could not be edited without touching more than ${names}.`,
      {
        hint: 'Set these there by hand.',
      },
    );
  }
  return writeWithBackup(path, text, true);
}

/** The credentials of one kind and none of the others; an address or a tenant only where one would hide the file's. */
function variables({ baseUrl, tenant, auth }: Connection, known: Record<string, string>) {
  const basic = auth.kind === 'basic' ? auth : undefined;
  const all: Record<string, string | undefined> = {
    KESTRA_USERNAME: basic?.username,
    KESTRA_PASSWORD: basic?.password,
    KESTRA_API_TOKEN: auth.kind === 'bearer' ? auth.token : undefined,
    ...('KESTRA_BASE_URL' in known && { KESTRA_BASE_URL: baseUrl }),
    ...('KESTRA_TENANT_ID' in known && { KESTRA_TENANT_ID: tenant }),
  };
  return all;
}

function withVariable(text: string, [name, value]: [string, string | undefined]): string {
  const line = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*(?:\\r?\\n|$)`, 'm');
  if (value === undefined) return text.replace(line, '');
  const wanted = `${name}=${quoted(value)}\n`;
  if (line.test(text)) return text.replace(line, () => wanted);
  return text === '' || text.endsWith('\n') ? text + wanted : `${text}\n${wanted}`;
}

/** As dotenv reads it back: the first kind of quotes that the value does not hold. */
function quoted(value: string): string {
  if (/^[\w.@:/+=-]+$/.test(value)) return value;
  const quote = ["'", '`', '"'].find((candidate) => !value.includes(candidate)) ?? "'";
  return `${quote}${value}${quote}`;
}
