import { isDeepStrictEqual } from 'node:util';
import { parse } from 'dotenv';
import { readIfThere } from '../../clients/write.js';
import { ConfigError } from '../../foundation/errors.js';
import type { Answers } from './answers.js';

/** An assignment as dotenv sees one: its value may have several lines. */
const ASSIGNMENT =
  /^[^\S\r\n]*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(?:\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?[^\S\r\n]*(?:#.*)?(?:\r?\n|$)/gm;

/** The text of the `.env` with the credentials in it; other lines stay as they are. */
export async function dotenvText(path: string, answers: Answers): Promise<string> {
  const before = (await readIfThere(path)) ?? '';
  const wanted = variables(answers, parse(before));
  let text = before;
  let expected: Record<string, string> = parse(before);
  for (const [name, value] of Object.entries(wanted)) {
    const { [name]: old, ...others } = expected;
    if (old === value) continue;
    expected = value === undefined ? others : { ...others, [name]: value };
    const fits = (candidate: string) => isDeepStrictEqual(parse(candidate), expected);
    const found = candidates(value)
      .map((written) => withVariable(text, name, written))
      .find(fits);
    if (found === undefined) throw unfit(path, name);
    text = found;
  }
  return text;
}

function unfit(path: string, name: string): ConfigError {
  return new ConfigError(`${path} cannot hold ${name}, or not without a change of other lines.`, {
    hint: 'Nothing was written. A .env has no way to write a value with all of \' " ` and #: choose another, or write the file by hand.',
  });
}

/** The credentials of one kind and none of the others; what else would hide the file's only where it is there. */
function variables({ kestra, groups, readOnly }: Answers, known: Readonly<Record<string, string>>) {
  const { baseUrl, tenant, auth } = kestra;
  const basic = auth.kind === 'basic' ? auth : undefined;
  const only =
    groups === undefined ? known.KESTRA_MCP_ONLY_TOOLS : groups === 'all' ? undefined : `${groups}`;
  const hiding = {
    KESTRA_BASE_URL: baseUrl,
    KESTRA_TENANT_ID: tenant,
    KESTRA_MCP_READ_ONLY: String(readOnly),
    KESTRA_MCP_ONLY_TOOLS: only,
  };
  return {
    KESTRA_USERNAME: basic?.username,
    KESTRA_PASSWORD: basic?.password,
    KESTRA_API_TOKEN: auth.kind === 'bearer' ? auth.token : undefined,
    ...Object.fromEntries(Object.entries(hiding).filter(([name]) => name in known)),
  };
}

/** In the place of the last one, which counts; without the others. */
function withVariable(text: string, name: string, written: string | undefined): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const all = [...text.matchAll(ASSIGNMENT)].filter(([, key]) => key === name);
  const line = written === undefined ? '' : `${name}=${written}${end}`;
  if (all.length === 0)
    return text === '' || /\n$/.test(text) || line === '' ? text + line : `${text}${end}${line}`;
  return all.reduceRight(
    (current, { index, 0: old }, at) =>
      current.slice(0, index) + (at === all.length - 1 ? line : '') + current.slice(index + old.length),
    text,
  );
}

/** Ways to write a value, the plainest first; not every one can be read back. */
function candidates(value: string | undefined): (string | undefined)[] {
  if (value === undefined) return [undefined];
  const escaped = value.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
  const quoted = [`'${value}'`, `\`${value}\``, `"${value}"`, `"${escaped}"`];
  return /^[\w.@:/+=-]+$/.test(value) ? [value] : [...quoted, value];
}
