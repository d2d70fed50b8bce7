/** One thing that is wrong with a flow, where it is known with its place in the text that was given. */
export interface Finding {
  message: string;
  /** From 1, in the given text. */
  line?: number;
  column?: number;
  /** Where it is in the flow, as `tasks[0].message`. */
  path?: string;
  /** What to do about it. */
  hint?: string;
  /** Kestra does not save it; or it saves it, and the run fails. */
  fails?: 'save' | 'run';
}

/** What is to be said of one or several flows. */
export interface Verdict {
  /** There are no violations. */
  valid: boolean;
  /** What Kestra would refuse to save, and what is sure to fail when it runs: `fails` tells these apart. */
  violations: Finding[];
  warnings: Finding[];
  /** What Kestra calls deprecated. */
  deprecations: Finding[];
  infos: Finding[];
  /** What Kestra 2.0 refuses or no longer runs, where that is asked for. */
  changes?: Finding[];
  /** What could not be looked at, and why. */
  unchecked: string[];
}

/** In the order in which they stand in the text; those without a place first. */
export function inOrder<T extends Finding>(findings: readonly T[]): T[] {
  const at = ({ line = 0, column = 0 }: Finding) => line * 1_000_000 + Math.min(column, 999_999);
  return [...findings].sort((a, b) => at(a) - at(b));
}
