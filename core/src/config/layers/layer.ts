import type { Origin } from '../config.js';
import type { Setting, SettingKey, Settings } from '../settings.js';
import type { Variables } from '../sources/environment.js';

/**
 * Where a layer comes from, nearest first. `folder` is the working folder, which may not belong to the user. All others
 * are the user's own, including `clone`, the host's own package.
 */
export const KINDS = ['flags', 'environment', 'named', 'folder', 'user', 'clone'] as const;
export type Kind = (typeof KINDS)[number];

/** The settings of one source. */
export interface Layer {
  kind: Kind;
  /** False for an untrusted folder, of which only limits are here. */
  trusted: boolean;
  settings: Settings;
  /** The configuration file of this layer. */
  file?: string;
  /** The `.env` of this layer. */
  dotenv?: string;
  /** All variables of an environment or `.env`, including those that are not settings. */
  variables?: Variables;
}

/** Something that was ignored in a file, as the notice names it. */
export interface Left {
  file: string;
  what: string;
}

/** A layer and its value for one key. */
export interface Said {
  layer: Layer;
  setting: Setting;
}

/** All layers that set this key, nearest first. */
export function saidOf(layers: readonly Layer[], key: SettingKey): Said[] {
  return layers.flatMap((layer) => {
    const setting = layer.settings[key];
    return setting === undefined ? [] : [{ layer, setting }];
  });
}

/** For each key, the value of the nearest trusted layer. */
export function nearest(layers: readonly Layer[]): Settings {
  const trusted = layers.filter((layer) => layer.trusted).toReversed();
  return Object.assign({}, ...trusted.map(({ settings }) => settings)) as Settings;
}

/** True if the first is farther away than the second. */
export function isBeyond(one: Kind, other: Kind): boolean {
  return KINDS.indexOf(one) > KINDS.indexOf(other);
}

export function joined(origins: readonly Origin[]): Origin {
  return [...new Set(origins)].join(' + ');
}
