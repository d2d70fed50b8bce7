import type { ConfirmLayer, Origin, Preset } from '../config.js';
import { parsed } from '../settings.js';
import { parsePreset } from '../values/values.js';
import { isBeyond, type Layer, type Said, saidOf } from './layer.js';

/** The set of tools that the nearest layer starts from; what a folder that is not trusted says of it is not taken. */
export function presetOf(layers: readonly Layer[]): { preset: Preset; said: Said } | undefined {
  const said = saidOf(layers, 'tools.preset').find(({ layer }) => layer.trusted);
  return said && { preset: parsed(said.setting, parsePreset), said };
}

/**
 * The Python server asks nothing. As one more layer, of which the strictest counts: whatever else is said of
 * confirmation, by whomever, holds.
 */
export function confirmByPreset(layers: readonly Layer[]): ConfirmLayer[] {
  const origin = confirmPresetOrigin(layers);
  return origin === undefined ? [] : [{ rules: [{ name: '*', policy: 'never' }], origin, trusted: true }];
}

export function confirmPresetOrigin(layers: readonly Layer[]): Origin | undefined {
  const { preset, said } = presetOf(layers) ?? {};
  return preset === 'python' ? `preset python, ${said?.setting.origin}` : undefined;
}

/**
 * True where a nearer layer wants the Python server's tools and no others: what a farther one enables adds nothing then.
 * Flags and variables are one block in a client's file, so neither is nearer.
 */
export function isUnderPreset(layers: readonly Layer[], { layer }: Said): boolean {
  const { preset, said } = presetOf(layers) ?? {};
  if (preset !== 'python' || said === undefined || layer.kind === 'environment') return false;
  return isBeyond(layer.kind, said.layer.kind);
}
