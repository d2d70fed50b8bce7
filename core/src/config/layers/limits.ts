import type { FurtherList, Origin, ToolsConfig } from '../config.js';
import { parsed, read } from '../settings.js';
import { parseBoolean, parseNames } from '../values/values.js';
import { isBeyond, joined, type Layer, type Said, saidOf } from './layer.js';
import { isUnderPreset, presetOf } from './preset.js';

/**
 * The tools that all layers together leave. Limits add up: one layer with read-only mode is enough, every `disable`
 * list counts, and an enabled tool must be in every `only` list.
 */
export function switchesOf(layers: readonly Layer[]): Omit<ToolsConfig, 'fixed'> {
  const disabling = saidOf(layers, 'tools.disable');
  const narrowing = saidOf(layers, 'tools.only');
  const disable = disabling.find(({ layer }) => layer.trusted);
  const only = narrowing.find(
    (said) => said.layer.trusted && !isLifted(layers, said) && !isUnderPreset(layers, said),
  );
  const enable = enabling(layers);
  const { preset } = presetOf(layers) ?? {};
  const further = [
    ...disabling.filter((said) => said !== disable).map((said) => furtherList('disable', said)),
    ...narrowing.filter((said) => said !== only).map((said) => furtherList('only', said)),
  ];
  return {
    enable: enable === undefined || isUnderPreset(layers, enable) ? [] : namesOf(enable),
    ...(only && { only: namesOf(only) }),
    disable: disable === undefined ? [] : namesOf(disable),
    readOnly: saidOf(layers, 'tools.readOnly').some(isTrue),
    ...(preset && { preset }),
    ...(further.length > 0 && { further }),
  };
}

/** The layer that turns read-only mode on, or else the nearest that turns it off. */
export function readOnlyOrigin(layers: readonly Layer[]): Origin {
  const said = saidOf(layers, 'tools.readOnly');
  const limiting = said.filter(isTrue);
  const named = limiting.length > 0 ? limiting : said.slice(0, 1);
  return joined(named.map(({ setting }) => setting.origin)) || 'default';
}

/** Limits of farther layers that still apply, in words for `doctor`. */
export function stillLimiting(layers: readonly Layer[]): string[] {
  const said = saidOf(layers, 'tools.readOnly');
  const [first] = said;
  const limiting = said.find(isTrue);
  return [
    ...(first !== undefined && limiting !== undefined && first !== limiting
      ? [
          `The server is read-only because of ${limiting.setting.subject}, although ${first.setting.subject} is false.`,
        ]
      : []),
    ...addsNothing(layers),
    ...(['tools.only', 'tools.disable'] as const).flatMap((key) => {
      const [nearer, ...farther] = saidOf(layers, key);
      return farther.map(
        ({ setting }) =>
          `${setting.subject} and ${nearer?.setting.subject} both apply: limits from different places add up.`,
      );
    }),
  ];
}

function enabling(layers: readonly Layer[]): Said | undefined {
  return saidOf(layers, 'tools.enable').find((said) => said.layer.trusted);
}

/** An `enable` of a farther layer has no effect if a nearer one sets the preset `python`. */
function addsNothing(layers: readonly Layer[]): string[] {
  const enable = enabling(layers);
  if (enable === undefined || !isUnderPreset(layers, enable)) return [];
  const preset = presetOf(layers)?.said.setting.subject;
  return [
    `${enable.setting.subject} has no effect: ${preset} takes precedence, and the preset python allows no other tools.`,
  ];
}

/** An `enable` of a nearer file does not lift the `only` of a farther layer. */
function isLifted(layers: readonly Layer[], { layer }: Said): boolean {
  const by = enabling(layers)?.layer.kind;
  return (by === 'named' || by === 'folder') && isBeyond(layer.kind, by);
}

function furtherList(list: FurtherList['list'], said: Said): FurtherList {
  const { layer, setting } = said;
  const enable = list === 'only' ? read(layer.settings, 'tools.enable', parseNames) : undefined;
  const names = [...namesOf(said), ...(enable ?? [])];
  return { list, names, origin: setting.origin, trusted: layer.trusted };
}

function namesOf({ setting }: Said): string[] {
  return parsed(setting, parseNames);
}

function isTrue({ setting }: Said): boolean {
  return parsed(setting, parseBoolean);
}
