import { jsonChars } from '@kestra-mcp/core';
import type { Finding, Verdict } from './finding.js';

/** Findings in one answer. */
const MOST = 50;
/** For what stands beside them. */
const MARGIN = 600;
const KINDS = ['violations', 'changes', 'warnings', 'deprecations', 'infos'] as const;

type Lists = Partial<Record<(typeof KINDS)[number], Finding[]>>;

/** The first findings, the graver ones before the others; empty lists are left out, but that of violations. */
export function told({ valid, unchecked, ...lists }: Verdict, room: number) {
  const all: Lists = lists;
  const kept: Lists = { violations: [] };
  let [left, chars, more] = [MOST, room - MARGIN, 0];
  for (const kind of KINDS) {
    for (const finding of all[kind] ?? []) {
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
      next: `${more} more findings are left out: fix these first, then validate again.`,
    }),
  };
}
