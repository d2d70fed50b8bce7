/** Maximum number of requests at a time: an execution may have hundreds of task runs, a call hundreds of executions. */
const AT_ONCE = 8;

/** Splits items into groups that may be requested at the same time. */
export function batches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, index) =>
    items.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
}
