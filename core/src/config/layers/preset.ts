import type { ConfirmLayer, Origin, Preset } from '../config.js';
import { parsed } from '../settings.js';
import { parsePreset } from '../values/values.js';
import { isBeyond, type Layer, type Said, saidOf } from './layer.js';

/** The preset of the nearest layer. An untrusted folder cannot set one. */
export function presetOf(layers: readonly Layer[]): { preset: Preset; said: Said } | undefined {
  const said = saidOf(layers, 'tools.preset').find(({ layer }) => layer.trusted);
  return said && { preset: parsed(said.setting, parsePreset), said };
}

/**
 * The Python server asks for no confirmation. The preset acts as an additional layer, so stricter rules of any other
 * layer still apply.
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
 * True if a nearer layer sets the preset `python`, so that the `enable` of a farther one has no effect. Flags and
 * variables are one block in a client's file, so they count as equally near.
 */
export function isUnderPreset(layers: readonly Layer[], { layer }: Said): boolean {
  const { preset, said } = presetOf(layers) ?? {};
  if (preset !== 'python' || said === undefined || layer.kind === 'environment') return false;
  return isBeyond(layer.kind, said.layer.kind);
}
