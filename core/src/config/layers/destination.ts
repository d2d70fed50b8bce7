import type { Setting, Settings } from '../settings.js';
import { isBeyond, type Kind, type Layer, saidOf } from './layer.js';

/** The layers that the credentials come from. */
export function ownersOf(layers: readonly Layer[], used: readonly Setting[]): Kind[] {
  return layers
    .filter(({ settings }) => Object.values(settings).some((setting) => used.includes(setting)))
    .map(({ kind }) => kind);
}

/**
 * The resulting base URL and the layer it comes from. Credentials in a file only go to the address of the same file or
 * a nearer layer, or to the default. Credentials from the environment or flags go wherever the configuration says.
 */
export function addressOf(
  layers: readonly Layer[],
  owners: readonly Kind[],
): { setting?: Setting; kind?: Kind } {
  const [nearest] = saidOf(
    layers.filter((layer) => layer.trusted),
    'kestra.baseUrl',
  );
  // If the two halves come from different layers, the farther one decides.
  const own = owners.findLast((kind) => !isUsers(kind));
  if (nearest === undefined || (own !== undefined && isBeyond(nearest.layer.kind, own))) return {};
  return { setting: nearest.setting, kind: nearest.layer.kind };
}

/**
 * Whether credentials may be sent to an address, possibly through a proxy. A folder gets no credentials but its own.
 */
export function maySend(owners: readonly Kind[], destinations: readonly (Kind | undefined)[]): boolean {
  if (!destinations.includes('folder')) return true;
  return owners.every((kind) => kind === 'folder' || isUsers(kind));
}

/** What the user sets for this start only. */
function isUsers(kind: Kind): boolean {
  return kind === 'flags' || kind === 'environment';
}

/** Settings without a base URL from a farther layer. */
export function withAddress(settings: Settings, setting: Setting | undefined): Settings {
  const { 'kestra.baseUrl': _, ...others } = settings;
  return setting === undefined ? others : { ...others, 'kestra.baseUrl': setting };
}
