import type { FurtherList, Origin, ToolsConfig } from '../config.js';
import { parsed, read } from '../settings.js';
import { parseBoolean, parseNames } from '../values/values.js';
import { isBeyond, joined, type Layer, type Said, saidOf } from './layer.js';
import { isUnderPreset, presetOf } from './preset.js';

/**
 * The tools that all layers together leave. Limits only add up: one that says read-only is enough, each list to disable
 * counts, and what is on has to be in every list to narrow to.
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

/** Who says that all is read-only, or else who is the nearest to say that it is not. */
export function readOnlyOrigin(layers: readonly Layer[]): Origin {
  const said = saidOf(layers, 'tools.readOnly');
  const limiting = said.filter(isTrue);
  const named = limiting.length > 0 ? limiting : said.slice(0, 1);
  return joined(named.map(({ setting }) => setting.origin)) || 'default';
}

/** What a farther layer limits, though a nearer one says something else: in words, for `doctor`. */
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

/** What a farther layer enables, though a nearer one wants the Python server's tools alone. */
function addsNothing(layers: readonly Layer[]): string[] {
  const enable = enabling(layers);
  if (enable === undefined || !isUnderPreset(layers, enable)) return [];
  const preset = presetOf(layers)?.said.setting.subject;
  return [
    `${enable.setting.subject} has no effect: ${preset} takes precedence, and the preset python allows no other tools.`,
  ];
}

/** What a nearer file enables is no way out of what a farther layer narrows to. */
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
