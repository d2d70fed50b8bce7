import { type Execution, type KestraClient, KestraMcpError } from '@kestra-mcp/core';

/** Rows of one request; before 2.0 a row holds all of an execution. */
const PER_REQUEST = 100;
const FEWER = 20;

/** A time, of a namespace and its children or of all. */
export interface Period {
  namespace: string | undefined;
  startDate: string;
  endDate: string;
}

/** Executions that started in a time: all of them, or the newest. */
export interface Runs {
  rows: Execution[];
  total: number;
  isAll: boolean;
}

/** The newest executions of a time, in as many requests at most. */
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
  // One that starts meanwhile moves others to the next page.
  const found = new Map([first, ...others].flatMap(({ results }) => results).map((row) => [row.id, row]));
  const rows = [...found.values()].filter(isRun);
  const isAll = total <= pages * size;
  return { rows, total: isAll ? rows.length : total, isAll };
}

/** Hundreds of them are held at a time, and before 2.0 each has all that its tasks gave. */
function withoutContent({ id, namespace, flowId, kind, state, trigger }: Execution): Execution {
  return { id, namespace, flowId, kind, state, trigger };
}

/** What a search may show beside runs: iterations of loops, and tests of flows. */
function isRun({ kind }: Execution): boolean {
  return kind == null || kind === 'NORMAL';
}

/** How many executions of a time are in a state, one request each. */
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
