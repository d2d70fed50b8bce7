import type { ConfirmLayer, Origin } from '../config.js';
import { parsed } from '../settings.js';
import { parseConfirm } from './confirm-rules.js';
import { joined, type Layer, saidOf } from './layer.js';
import { confirmByPreset, confirmPresetOrigin } from './preset.js';

/**
 * The confirmation rules of each layer. All apply, and the strictest counts. An untrusted folder can only tighten, so
 * its `never` is ignored.
 */
export function confirmOf(layers: readonly Layer[]): ConfirmLayer[] {
  const said = saidOf(layers, 'tools.confirm').map(({ layer, setting }) => {
    const rules = parsed(setting, parseConfirm);
    return { rules, origin: setting.origin, trusted: layer.trusted };
  });
  return [...said, ...confirmByPreset(layers)];
}

export function confirmOrigin(layers: readonly Layer[]): Origin {
  const said = saidOf(layers, 'tools.confirm').map(({ setting }) => setting.origin);
  return joined([...said, ...[confirmPresetOrigin(layers) ?? []].flat()]) || 'default';
}
