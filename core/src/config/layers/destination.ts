import type { Setting, Settings } from '../settings.js';
import { isBeyond, type Kind, type Layer, saidOf } from './layer.js';

/** Whose the credentials are: of which layers a part of them is. */
export function ownersOf(layers: readonly Layer[], used: readonly Setting[]): Kind[] {
  return layers
    .filter(({ settings }) => Object.values(settings).some((setting) => used.includes(setting)))
    .map(({ kind }) => kind);
}

/**
 * The address that results, and whose it is. Credentials of a file go no farther: without an address of its own, or a
 * nearer one, theirs is the default. Those of the environment and of flags go wherever the rest says.
 */
export function addressOf(
  layers: readonly Layer[],
  owners: readonly Kind[],
): { setting?: Setting; kind?: Kind } {
  const [nearest] = saidOf(
    layers.filter((layer) => layer.trusted),
    'kestra.baseUrl',
  );
  // Of two halves the one from further away decides.
  const own = owners.findLast((kind) => !isUsers(kind));
  if (nearest === undefined || (own !== undefined && isBeyond(nearest.layer.kind, own))) return {};
  return { setting: nearest.setting, kind: nearest.layer.kind };
}

/** Whether credentials may go to an address, by way of what else is named: a folder gets none but its own. */
export function maySend(owners: readonly Kind[], destinations: readonly (Kind | undefined)[]): boolean {
  if (!destinations.includes('folder')) return true;
  return owners.every((kind) => kind === 'folder' || isUsers(kind));
}

/** What the user says for this one start. */
function isUsers(kind: Kind): boolean {
  return kind === 'flags' || kind === 'environment';
}

/** Settings without what a farther layer says of the address. */
export function withAddress(settings: Settings, setting: Setting | undefined): Settings {
  const { 'kestra.baseUrl': _, ...others } = settings;
  return setting === undefined ? others : { ...others, 'kestra.baseUrl': setting };
}
