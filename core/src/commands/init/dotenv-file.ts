import { isDeepStrictEqual } from 'node:util';
import { readIfThere } from '../../clients/write.js';
import { assignments, parseDotenv as parse } from '../../config/sources/dotenv-text.js';
import { ConfigError } from '../../foundation/errors.js';
import type { Answers } from './answers.js';

/** The text of the `.env` with the credentials. Other lines stay. */
export async function dotenvText(path: string, answers: Answers): Promise<string> {
  const before = ((await readIfThere(path)) ?? '').replace(/^\uFEFF/, '');
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
  return new ConfigError(`${name} cannot be written to ${path} without changing other lines.`, {
    hint: 'Nothing was written. Add the line by hand.',
  });
}

/** The credentials of one kind. Variables of the other kinds are only cleared if they would otherwise hide these. */
function variables({ kestra, groups, preset, readOnly }: Answers, known: Readonly<Record<string, string>>) {
  const { baseUrl, tenant, auth } = kestra;
  const basic = auth.kind === 'basic' ? auth : undefined;
  const only =
    groups === undefined ? known.KESTRA_MCP_ONLY_TOOLS : groups === 'all' ? undefined : `${groups}`;
  const hiding = {
    KESTRA_BASE_URL: baseUrl,
    KESTRA_TENANT_ID: tenant,
    KESTRA_MCP_PRESET: preset ?? known.KESTRA_MCP_PRESET,
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

/** Replaces the last assignment, which is the one that counts, and removes the others. */
function withVariable(text: string, name: string, written: string | undefined): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const all = assignments(text).filter((one) => one.name === name);
  const line = written === undefined ? '' : `${name}=${written}${end}`;
  if (all.length === 0)
    return text === '' || /\n$/.test(text) || line === '' ? text + line : `${text}${end}${line}`;
  return all.reduceRight((current, one, at) => {
    const start = startOf(current, one);
    return current.slice(0, start) + (at === all.length - 1 ? line : '') + current.slice(one.end);
  }, text);
}

/** Blank lines before an assignment do not belong to it. */
function startOf(text: string, { start, end }: { start: number; end: number }): number {
  return end - text.slice(start, end).trimStart().length;
}

/** Ways to write a value, plainest first. */
function candidates(value: string | undefined): (string | undefined)[] {
  if (value === undefined) return [undefined];
  // The default of a variable without a name is not expanded again.
  const bare = value.replaceAll('${', '${:-$}{');
  const single = bare.replaceAll(/[\\']/g, '\\$&');
  const double = bare.replaceAll(/[\\"]/g, '\\$&').replaceAll('\r', '\\r').replaceAll('\n', '\\n');
  if (/^[\w.@:/+=-]+$/.test(value)) return [value];
  if (/[\r\n]/.test(value)) return [`"${double}"`];
  // Avoids escapes if possible, because not every reader of such files supports them.
  return value.includes("'") ? [`"${double}"`, `'${single}'`] : [`'${single}'`, `"${double}"`];
}
