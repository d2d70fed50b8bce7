import { basename } from 'node:path';
import { hostOf } from '../../config/address-host.js';
import type { Config } from '../../config/config.js';
import { contentOf, isCode } from '../../config/sources/file.js';
import type { Fingerprint, Snapshot } from '../../config/trust/snapshot.js';
import { printable } from '../../foundation/printable.js';
import { listedCode, named } from './listed-code.js';
import { saidOfHttp } from './shown-http.js';

const VARIABLE = /\$\{([A-Za-z_]\w*)/g;
/** In a `.env`, a name may contain any characters. */
const IN_DOTENV = /\$\{([^}:]+)/g;

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
    ...(config === undefined ? [row('address', 'unknown')] : effects(config, modules.join(' and '))),
    ...(await saidOfHttp(snapshot)).map((said) => row('http', said)),
    row('code', listedCode([...code.keys()], folder) || 'none'),
    row(
      'variables',
      variables.map((name) => `${named(name)}${env[name] ? '' : ' (not set)'}`).join(', ') || 'none',
    ),
    ...(modules.length > 0
      ? [row('note', `what ${modules.join(' and ')} configures is known only when it runs`)]
      : []),
  ].join('\n');
}

/** What the configuration does. `modules` are the files of code that may set what nothing else does. */
function effects(config: Config, modules: string): string[] {
  const { kestra, plugins = [], origins } = config;
  const { baseUrl, proxy } = kestra;
  const unset = (text: string): string => (modules === '' ? text : `unknown until ${modules} runs`);
  // Without its path, which may contain a variable.
  const address = `${hostOf(baseUrl)} (${origins['kestra.baseUrl']})`;
  const sent = credentials(config);
  return [
    row('address', origins['kestra.baseUrl'] === 'default' ? unset(address) : address),
    ...(proxy ? [row('proxy', `${hostOf(proxy.address) || 'a proxy'} (${proxy.variable})`)] : []),
    row('credentials', sent ?? unset('none')),
    row('plugins', listOf(plugins.map(({ plugin }) => String(plugin))) || unset('the bundled plugins')),
  ];
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(12)} ${inOneLine(text)}`;
}

function inOneLine(text: string): string {
  return printable(text).replaceAll(/[\n\t]/g, ' ');
}

function credentials({ kestra: { auth }, origins, withheld }: Config): string | undefined {
  if (withheld !== undefined) return `your own would be sent there: ${withheld.from}`;
  if (auth.kind === 'none') return undefined;
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
