/** One problem of a flow, with its place in the given text if that is known. */
export interface Finding {
  message: string;
  /** From 1, in the given text. */
  line?: number;
  column?: number;
  /** Where it is in the flow, such as `tasks[0].message`. */
  path?: string;
  /** How to fix it. */
  hint?: string;
  /** `save`: Kestra refuses to save the flow. `run`: Kestra saves it, but executions fail. */
  fails?: 'save' | 'run';
}

/** The result of validating one or more flows. */
export interface Verdict {
  /** Whether there are no violations. */
  valid: boolean;
  /** What Kestra would refuse to save, and what is certain to fail at run time; see `fails`. */
  violations: Finding[];
  warnings: Finding[];
  /** What Kestra reports as deprecated. */
  deprecations: Finding[];
  infos: Finding[];
  /** What Kestra 2.0 refuses or no longer runs, if that was asked for. */
  changes?: Finding[];
  /** What could not be checked, and why. */
  unchecked: string[];
}

/** Sorts findings by their place in the text. Those without a place come first. */
export function inOrder<T extends Finding>(findings: readonly T[]): T[] {
  const at = ({ line = 0, column = 0 }: Finding) => line * 1_000_000 + Math.min(column, 999_999);
  return [...findings].sort((a, b) => at(a) - at(b));
}
