import { basename, relative } from 'node:path';
import { hostOf } from '../../config/address-host.js';
import type { Config } from '../../config/config.js';
import { contentOf, isCode } from '../../config/sources/file.js';
import type { Fingerprint, Snapshot } from '../../config/trust/snapshot.js';
import { printable } from '../../foundation/printable.js';
import { saidOfHttp } from './shown-http.js';

/** Of files of code: a package may have hundreds. */
const MOST_FILES = 20;
const VARIABLE = /\$\{([A-Za-z_]\w*)/g;
/** In a `.env` a name may have any signs. */
const IN_DOTENV = /\$\{([^}:]+)/g;
/** What may stand in a row as it is: nothing that could be taken for another row, or for the next of a list. */
const PLAIN = /^[^\s,"()]+$/;

/**
 * What a folder's files would do if they were trusted, for a person. `config` is what they make without their code;
 * undefined where they make none.
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
    // Without its path, which a variable may be a part of.
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

/** Variables of the environment that the files name, however a file writes it. */
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

/** With `above`, since YAML can name a list within itself. */
function textsIn(value: unknown, above: readonly unknown[] = []): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || above.includes(value)) return [];
  return Object.values(value).flatMap((member) => textsIn(member, [...above, value]));
}

/** All of them: the one that is left out would be the one to see. */
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
