import type { Origin } from '../config.js';
import type { Setting, SettingKey, Settings } from '../settings.js';
import type { Variables } from '../sources/environment.js';

/**
 * Where a layer comes from, nearest first. `folder` is the working folder, of which nobody has said that it is his own;
 * all others are the user's word, and so is `clone`, the host's own package.
 */
export const KINDS = ['flags', 'environment', 'named', 'folder', 'user', 'clone'] as const;
export type Kind = (typeof KINDS)[number];

/** What one source says. */
export interface Layer {
  kind: Kind;
  /** False: a folder that is not trusted, of which nothing but limits is here. */
  trusted: boolean;
  settings: Settings;
  /** The configuration file that it is. */
  file?: string;
  /** The `.env` that it is. */
  dotenv?: string;
  /** Of the environment and of a `.env`: all of them, with those that are no settings. */
  variables?: Variables;
}

/** What was not taken from a file, as the line about it names it. */
export interface Left {
  file: string;
  what: string;
}

/** A layer and what it has for one key. */
export interface Said {
  layer: Layer;
  setting: Setting;
}

/** All that say something of this key, nearest first. */
export function saidOf(layers: readonly Layer[], key: SettingKey): Said[] {
  return layers.flatMap((layer) => {
    const setting = layer.settings[key];
    return setting === undefined ? [] : [{ layer, setting }];
  });
}

/** Key by key what the nearest trusted layer says. */
export function nearest(layers: readonly Layer[]): Settings {
  const trusted = layers.filter((layer) => layer.trusted).toReversed();
  return Object.assign({}, ...trusted.map(({ settings }) => settings)) as Settings;
}

/** True when the first is further away than the second. */
export function isBeyond(one: Kind, other: Kind): boolean {
  return KINDS.indexOf(one) > KINDS.indexOf(other);
}

export function joined(origins: readonly Origin[]): Origin {
  return [...new Set(origins)].join(' + ');
}
