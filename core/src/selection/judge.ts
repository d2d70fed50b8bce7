import type { FurtherList, Preset } from '../config/config.js';
import type { Effect } from '../foundation/effect.js';
import { isNotPython } from '../plugin/load/known.js';
import type { ActionManifest, FeatureManifest } from '../plugin/manifest/manifest.js';
import type { NamePattern } from './names.js';

/** Whether something is enabled, and why, in words for `list` and for errors of calls. */
export interface Verdict {
  enabled: boolean;
  reason: string;
}

/** The edition of the instance; `undefined` until it is known. */
export type Edition = 'OSS' | 'EE' | undefined;

/** The origin of each list, as reasons name it. */
export type ListOrigins = Partial<Record<'enable' | 'only' | 'disable' | 'readOnly' | 'preset', string>>;

export interface Rules {
  enable: NamePattern[];
  only: NamePattern[] | undefined;
  disable: NamePattern[];
  readOnly: boolean;
  preset: Preset;
  origins: ListOrigins;
  edition: Edition;
  further: { list: FurtherList['list']; patterns: NamePattern[]; origin: string }[];
}

/** Reasons why an EE tool is off by default. */
export const IS_OSS = 'requires Enterprise Edition, but the instance is Kestra OSS';
export const NOT_ASKED = 'requires Enterprise Edition, and the edition of the instance is not known yet';
/** The reason why a rarely needed tool is off. */
export const OPT_IN = 'off by default (enable with --enable or tools.enable)';

/** How the reasons begin that a call explains further. */
export const READ_ONLY = 'read-only mode is on';
export const NOT_LISTED = 'not listed in';

/** Decides whether a tool, action, resource or prompt is enabled. */
export function judge(
  tool: FeatureManifest,
  action: ActionManifest | undefined,
  effect: Effect,
  rules: Rules,
): Verdict {
  const hit = (patterns: NamePattern[] | undefined) =>
    patterns?.find(({ matches }) => matches(tool, action?.name));
  const off = (reason: string): Verdict => ({ enabled: false, reason });
  const on = (reason: string): Verdict => ({ enabled: true, reason });
  const by = (list: keyof ListOrigins, { text }: { text: string }) =>
    `${rules.origins[list] ?? `tools.${list}`}: ${text}`;

  if (rules.readOnly && effect !== 'read') {
    return off(
      `${READ_ONLY} (${rules.origins.readOnly ?? 'tools.readOnly'}), and it ${effect === 'write' ? 'writes' : 'is destructive'}`,
    );
  }
  const disabled = hit(rules.disable);
  if (disabled) return off(`disabled by ${by('disable', disabled)}`);
  for (const { list, patterns, origin } of rules.further) {
    const pattern = hit(patterns);
    if (list === 'disable' && pattern) return off(`disabled by ${origin}: ${pattern.text}`);
    if (list === 'only' && !pattern) return off(`${NOT_LISTED} ${origin}`);
  }
  const enabled = hit(rules.enable);
  const only = hit(rules.only);
  // Listing a group in `only` does not enable its opt-in tools.
  const named = tool.optIn ? hit(rules.only?.filter(({ isName }) => isName(tool))) : only;
  if (rules.only && !only && !enabled) return off(`${NOT_LISTED} ${rules.origins.only ?? 'tools.only'}`);
  if (enabled) return on(`enabled by ${by('enable', enabled)}`);
  if (named) return on(`enabled by ${by('only', named)}`);
  return byPreset(tool, rules);
}

/** For everything that no list names, the preset decides. */
function byPreset(tool: FeatureManifest, { preset, edition, origins }: Rules): Verdict {
  const from = `${origins.preset ?? 'tools.preset'}: ${preset}`;
  const off = (reason: string): Verdict => ({ enabled: false, reason });
  if (preset === 'python' && isNotPython(tool)) return off(`not a tool of Kestra's Python server (${from})`);
  if (tool.edition === 'EE' && edition !== 'EE') return off(edition === 'OSS' ? IS_OSS : NOT_ASKED);
  if (!tool.optIn) return { enabled: true, reason: 'on by default' };
  return preset === 'full' ? { enabled: true, reason: `enabled by ${from}` } : off(OPT_IN);
}
