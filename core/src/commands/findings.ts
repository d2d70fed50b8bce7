import { counted } from '../foundation/counted.js';

/** The result of one check. */
export interface Finding {
  check: string;
  ok: boolean;
  /** It works, but the user should know. */
  warning?: true;
  detail: string;
}

export function note(check: string, detail: string): Finding {
  return { check, ok: true, detail };
}

export function warning(check: string, detail: string): Finding {
  return { check, ok: true, warning: true, detail };
}

export function problem(check: string, detail: string): Finding {
  return { check, ok: false, detail };
}

/** The findings as text, with problems and warnings first. */
export function printFindings(findings: readonly Finding[]): string {
  const { problems, warnings, fine } = sorted(findings);
  const parts = [[...problems, ...warnings], fine].filter(({ length }) => length > 0);
  return parts.map((part) => part.map(lineOf).join('\n')).join('\n\n');
}

/** A summary in one line, which is the last. */
export function verdict(findings: readonly Finding[]): string {
  const { problems, warnings, fine } = sorted(findings);
  const counts = [
    ...(problems.length > 0 ? [counted(problems.length, 'problem')] : []),
    ...(warnings.length > 0 ? [counted(warnings.length, 'warning')] : []),
    `${fine.length} ok`,
  ];
  return `${problems.length > 0 ? 'Not healthy' : 'Healthy'}: ${counts.join(', ')}.`;
}

function lineOf(finding: Finding): string {
  return `${markOf(finding)}  ${finding.check}: ${finding.detail.replaceAll('\n', '\n      ')}`;
}

function sorted(findings: readonly Finding[]) {
  return {
    problems: findings.filter(({ ok }) => !ok),
    warnings: findings.filter((each) => each.ok && each.warning),
    fine: findings.filter((each) => each.ok && !each.warning),
  };
}

function markOf({ ok, warning }: Finding): string {
  if (!ok) return 'FAIL';
  return warning ? 'warn' : 'ok  ';
}
