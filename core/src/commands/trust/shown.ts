import { basename, relative } from 'node:path';
import { hostOf } from '../../config/address-host.js';
import type { Config } from '../../config/config.js';
import { contentOf, isCode } from '../../config/sources/file.js';
import type { Fingerprint, Snapshot } from '../../config/trust/snapshot.js';
import { printable } from '../../foundation/printable.js';
import { saidOfHttp } from './shown-http.js';

/** Most code files that are listed. A package may have hundreds. */
const MOST_FILES = 20;
const VARIABLE = /\$\{([A-Za-z_]\w*)/g;
/** In a `.env`, a name may contain any characters. */
const IN_DOTENV = /\$\{([^}:]+)/g;
/** Text that can be shown unquoted, because it cannot be mistaken for another row or list item. */
const PLAIN = /^[^\s,"()]+$/;

/**
 * Describes what a folder's files would do if they were trusted. `config` is the result without their code; undefined
 * if there is none.
 */
export async function shown(
  snapshot: Snapshot,
  { code }: Fingerprint,
  config: Config | undefined,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { folder, places, dotenv } = snapshot;
  const files = [...places.found, ...(dotenv === undefined ? [] : [dotenv])];
  const modules = places.found.filter(isCode).map((path) => basename(path));
  const variables = await variablesIn(snapshot);
  return [
    inOneLine(folder),
    row('files', listOf(files.map((path) => basename(path)))),
    ...(config === undefined ? [row('address', 'unknown')] : effects(config)),
    ...(await saidOfHttp(snapshot)).map((said) => row('http', said)),
    row('code', fewOf([...code.keys()].map((path) => relative(folder, path) || path)) || 'none'),
    row(
      'variables',
      variables.map((name) => `${named(name)}${env[name] ? '' : ' (not set)'}`).join(', ') || 'none',
    ),
    ...(modules.length > 0
      ? [row('note', `what ${modules.join(' and ')} configures is known only when it runs`)]
      : []),
  ].join('\n');
}

function effects(config: Config): string[] {
  const { kestra, plugins = [], origins } = config;
  const { baseUrl, proxy } = kestra;
  return [
    // Without its path, which may contain a variable.
    row('address', `${hostOf(baseUrl)} (${origins['kestra.baseUrl']})`),
    ...(proxy ? [row('proxy', `${hostOf(proxy.address) || 'a proxy'} (${proxy.variable})`)] : []),
    row('credentials', credentials(config)),
    row('plugins', listOf(plugins.map(({ plugin }) => String(plugin))) || 'the bundled plugins'),
  ];
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(12)} ${inOneLine(text)}`;
}

function inOneLine(text: string): string {
  return printable(text).replaceAll(/[\n\t]/g, ' ');
}

function credentials({ kestra: { auth }, origins, withheld }: Config): string {
  if (withheld !== undefined) return `your own would be sent there: ${withheld.from}`;
  if (auth.kind === 'none') return 'none';
  const what = auth.kind === 'basic' ? `user name ${named(auth.username)}, password ***` : 'API token ***';
  return `${what} (${origins['kestra.auth']})`;
}

/** The environment variables that the files use, in any notation. */
async function variablesIn({ texts, dotenv }: Snapshot): Promise<string[]> {
  const names = await Promise.all(
    [...texts].map(async ([path, text]) => {
      if (path === dotenv) return namesIn(text, IN_DOTENV);
      const content = isCode(path) ? undefined : await contentOf(path, text).catch(() => undefined);
      const all = content === undefined ? [text] : textsIn(content);
      return all.flatMap((each) => namesIn(each, VARIABLE));
    }),
  );
  return [...new Set(names.flat())].sort();
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name);
}

/** `above` prevents endless recursion, because YAML can nest a list in itself. */
function textsIn(value: unknown, above: readonly unknown[] = []): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || above.includes(value)) return [];
  return Object.values(value).flatMap((member) => textsIn(member, [...above, value]));
}

/** Shows all of them: the important one must not be left out. */
function listOf(items: readonly string[]): string {
  return items.map(named).join(', ');
}

function fewOf(items: readonly string[]): string {
  const more = items.length - MOST_FILES;
  return [listOf(items.slice(0, MOST_FILES)), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function named(item: string): string {
  return PLAIN.test(item) ? item : JSON.stringify(item);
}
