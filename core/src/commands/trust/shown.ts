import { basename, relative } from 'node:path';
import { hostOf } from '../../config/address-host.js';
import type { Config } from '../../config/config.js';
import { isCode } from '../../config/sources/file.js';
import type { Fingerprint, Snapshot } from '../../config/trust/snapshot.js';
import { printable } from '../../foundation/printable.js';
import { proxyName } from '../../kestra/address/proxy.js';

const MOST_SHOWN = 20;
const VARIABLE = /\$\{([A-Za-z_]\w*)/g;

/** What a folder's files would do if they were trusted, for a person. `config` is what they make without their code. */
export function shown(
  snapshot: Snapshot,
  { code }: Fingerprint,
  config: Config,
  env: NodeJS.ProcessEnv,
): string {
  const { folder, places, dotenv } = snapshot;
  const files = [...places.found, ...(dotenv === undefined ? [] : [dotenv])];
  const modules = places.found.filter(isCode);
  const unknown =
    modules.length === 0
      ? []
      : [
          row(
            'besides',
            `what ${modules.map((path) => basename(path)).join(' and ')} says is known only when it runs`,
          ),
        ];
  return printable(
    [
      folder,
      row('files', files.map((path) => basename(path)).join(', ')),
      // Without its path, which a variable may be a part of.
      row('address', `${hostOf(config.kestra.baseUrl)} (${config.origins['kestra.baseUrl']})`),
      ...(config.kestra.proxy ? [row('proxy', proxyName(config.kestra.proxy))] : []),
      row('credentials', credentials(config)),
      row(
        'plugins',
        listOf((config.plugins ?? []).map(({ plugin }) => String(plugin))) || 'those of the host',
      ),
      row('code', listOf([...code.keys()].map((path) => relative(folder, path) || path)) || 'none'),
      row(
        'variables',
        listOf(variablesIn(snapshot).map((name) => `${name}${env[name] ? '' : ' (not set)'}`)) || 'none',
      ),
      ...unknown,
    ].join('\n'),
  );
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(12)} ${text}`;
}

function credentials({ kestra: { auth }, origins, withheld }: Config): string {
  if (withheld !== undefined) return `yours would go there: ${withheld.from}`;
  if (auth.kind === 'none') return 'none';
  const what = auth.kind === 'basic' ? `user name ${auth.username}, password ***` : 'API token ***';
  return `${what} (${origins['kestra.auth']})`;
}

/** Variables of the environment that the files name. */
function variablesIn({ texts }: Snapshot): string[] {
  const names = [...texts.values()].flatMap((text) =>
    [...text.matchAll(VARIABLE)].map(([, name = '']) => name),
  );
  return [...new Set(names)].sort();
}

function listOf(items: readonly string[]): string {
  const more = items.length - MOST_SHOWN;
  return [...items.slice(0, MOST_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
