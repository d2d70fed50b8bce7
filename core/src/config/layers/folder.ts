import { armText } from '../../response/armed.js';
import type { UntrustedFolder } from '../config.js';
import { dotenvOf, refuseForeign } from '../sources/dotenv.js';
import { CONFIG_VARIABLE, environmentSettings, filled, type Variables } from '../sources/environment.js';
import { comesFirst, contentOf, firstOf, isCode } from '../sources/file.js';
import { isConfiguration } from '../sources/places.js';
import { LONGEST, type Snapshot, textOf } from '../trust/snapshot.js';
import { isBlank } from '../values/values.js';
import type { Layer, Left } from './layer.js';

/** The layers of a working folder, and what to report about it. */
export interface OfFolder {
  layers: Layer[];
  unread: string[];
  untrusted?: UntrustedFolder;
}

/** Everything in the files of a trusted folder. `isRun` says whether code is run to read it. */
export async function trustedLayers(snapshot: Snapshot, env: Variables, isRun = true): Promise<OfFolder> {
  const { dotenv, places, texts } = snapshot;
  for (const [path, text] of texts) armText(text, path);
  const read = dotenv === undefined ? undefined : await dotenvOf(dotenv, textOf(snapshot, dotenv), env);
  const variables = read?.variables;
  const layers: Layer[] = [];
  if (dotenv !== undefined && variables !== undefined) {
    const settings = environmentSettings(variables, dotenv);
    layers.push({ kind: 'folder', trusted: true, settings, dotenv, variables });
  }
  const { file, unread } = await firstOf(places, async (path) =>
    !isRun && isCode(path) ? {} : contentOf(path, textOf(snapshot, path)),
  );
  if (file !== undefined) {
    if (read !== undefined) refuseForeign(file, read, env);
    const { fileSettings } = await import('../validate.js');
    const settings = fileSettings(file.path, file.content, filled([env, variables]));
    layers.push({ kind: 'folder', trusted: true, settings, file: file.path });
  }
  const names = isBlank(variables?.[CONFIG_VARIABLE])
    ? []
    : [`${CONFIG_VARIABLE} in ${dotenv} is ignored. Name the file with --config or in the environment.`];
  return { layers, unread: [...unread, ...names] };
}

/** The limits that an untrusted folder may set, and what of its files is ignored. */
export async function untrustedLayers(snapshot: Snapshot, changed: boolean): Promise<OfFolder> {
  const { folder, places, texts, dotenv } = snapshot;
  const left: Left[] = [];
  const layers: Layer[] = [];
  const unread = [...places.unread];
  for (const path of places.found) {
    if (isCode(path)) left.push({ file: path, what: 'code' });
    else if (layers[0] === undefined) layers.push(...(await limitsIn(path, texts.get(path), left)));
    else if (isConfiguration(path, texts.get(path) ?? '')) unread.push(comesFirst(layers[0].file, path));
  }
  if (dotenv !== undefined) left.push(...(await leftIn(dotenv, texts.get(dotenv))));
  return { layers, unread, untrusted: { folder, changed, left } };
}

async function limitsIn(file: string, text: string | undefined, left: Left[]): Promise<Layer[]> {
  const content = isReadable(text) ? await contentOf(file, text).catch(() => undefined) : undefined;
  if (content === undefined) {
    left.push({ file, what: 'the whole file, which cannot be read' });
    return [];
  }
  const { takenFrom } = await import('./untrusted.js');
  const taken = takenFrom(file, content);
  if (Object.keys(taken.settings).length === 0 && taken.left.length === 0) return [];
  left.push(...taken.left.map((what) => ({ file, what })));
  return [{ kind: 'folder', trusted: false, settings: taken.settings, file }];
}

async function leftIn(file: string, text: string | undefined): Promise<Left[]> {
  if (!isReadable(text)) return [{ file, what: 'the whole file, which cannot be read' }];
  const [{ parseDotenv }, { leftOfDotenv }] = await Promise.all([
    import('../sources/dotenv-text.js'),
    import('./untrusted.js'),
  ]);
  return leftOfDotenv(parseDotenv(text)).map((what) => ({ file, what }));
}

function isReadable(text: string | undefined): text is string {
  return text !== undefined && text.length <= LONGEST;
}
