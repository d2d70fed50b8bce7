import { jsonChars, maskSecrets } from '@kestra-mcp/core';
import type { Finding, Verdict } from './finding.js';

/** Most findings in one result. */
const MOST = 50;
/** Characters reserved for the rest of the result. */
const MARGIN = 600;
/** Longest message or hint. Some messages quote the whole text, and would not fit themselves. */
const LONGEST = 1_000;
const KINDS = ['violations', 'changes', 'warnings', 'deprecations', 'infos'] as const;

type Lists = Partial<Record<(typeof KINDS)[number], Finding[]>>;

/** Keeps the first findings, the most serious kinds first. Empty lists are left out, except `violations`. */
export function told({ valid, unchecked, ...lists }: Verdict, room: number) {
  const all: Lists = lists;
  const kept: Lists = { violations: [] };
  let [left, chars, more] = [MOST, room - MARGIN, 0];
  for (const kind of KINDS) {
    for (const whole of all[kind] ?? []) {
      const finding = shortened(whole);
      chars -= jsonChars(finding) + 1;
      if (left-- > 0 && chars > 0) kept[kind] = [...(kept[kind] ?? []), finding];
      else more++;
    }
  }
  return {
    valid,
    violations: kept.violations ?? [],
    ...(all.changes && { changes: kept.changes ?? [] }),
    ...Object.fromEntries(
      Object.entries(kept).filter(([kind]) => kind !== 'violations' && kind !== 'changes'),
    ),
    ...(unchecked.length > 0 && { unchecked: [...new Set(unchecked)] }),
    ...(more > 0 && {
      more,
      next: `${more} more ${more > 1 ? 'findings are' : 'finding is'} left out. Fix these first, then validate again.`,
    }),
  };
}

function shortened<T extends Finding>(finding: T): T {
  const texts = (['message', 'hint', 'path'] as const).flatMap((name) => {
    const { [name]: text = '' } = finding;
    // Mask before cutting: half a secret would no longer be found.
    return text.length > LONGEST ? [[name, `${maskSecrets(text).slice(0, LONGEST)}…`] as const] : [];
  });
  return texts.length > 0 ? { ...finding, ...Object.fromEntries(texts) } : finding;
}
