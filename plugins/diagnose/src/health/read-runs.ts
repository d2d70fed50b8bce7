import { type Execution, type KestraClient, KestraMcpError } from '@kestra-mcp/core';

/** Rows per request. Before 2.0, a row contains the whole execution. */
const PER_REQUEST = 100;
const FEWER = 20;

/** A period, for a namespace with its children or for all namespaces. */
export interface Period {
  namespace: string | undefined;
  startDate: string;
  endDate: string;
}

/** Executions that started in a period: all of them, or the newest. */
export interface Runs {
  rows: Execution[];
  total: number;
  isAll: boolean;
}

/** Reads the newest executions of a period, with at most this many requests. */
export async function readRuns(kestra: KestraClient, period: Period, requests: number): Promise<Runs> {
  try {
    return await readPages(kestra, period, { size: PER_REQUEST, requests });
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code !== 'KMCP_TOO_LARGE') throw error;
    return readPages(kestra, period, { size: FEWER, requests: requests - 1 });
  }
}

async function readPages(
  kestra: KestraClient,
  period: Period,
  { size, requests }: { size: number; requests: number },
): Promise<Runs> {
  const read = async (page: number) => {
    const { results, ...found } = await kestra.executions.search({ ...period, page, size });
    return { ...found, results: results.map(withoutContent) };
  };
  const first = await read(1);
  const total = first.total ?? first.results.length;
  const pages = Math.max(1, Math.min(requests, Math.ceil(total / size)));
  const others = await Promise.all(Array.from({ length: pages - 1 }, (_, n) => read(n + 2)));
  // An execution that starts in the meantime moves others to the next page.
  const found = new Map([first, ...others].flatMap(({ results }) => results).map((row) => [row.id, row]));
  const rows = [...found.values()].filter(isRun);
  const isAll = total <= pages * size;
  return { rows, total: isAll ? rows.length : total, isAll };
}

/** Keeps only what is needed: there are hundreds at a time, and before 2.0 each has the outputs of its tasks. */
function withoutContent({ id, namespace, flowId, kind, state, trigger }: Execution): Execution {
  return { id, namespace, flowId, kind, state, trigger };
}

/** Kinds that a search may return besides executions: loop iterations and tests of flows. */
function isRun({ kind }: Execution): boolean {
  return kind == null || kind === 'NORMAL';
}

/** Counts the executions of a period by state, with one request for each state. */
export async function countStates(
  kestra: KestraClient,
  period: Period,
  states: readonly string[],
): Promise<Record<string, number>> {
  const counts = await Promise.all(
    states.map(async (state) => {
      const { total = 0 } = await kestra.executions.search({ ...period, state, page: 1, size: 1 });
      return [state, total] as const;
    }),
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
