/** Executions in Kestra's format, of any size. */
type Json = Record<string, unknown>;

const STATES = ['SUCCESS', 'SUCCESS', 'SUCCESS', 'WARNING', 'SUCCESS', 'FAILED', 'SUCCESS', 'SKIPPED'];
export const BEGUN = Date.parse('2026-11-28T11:47:00Z');

const iso = (ms: number) => new Date(BEGUN + ms).toISOString();

export interface Made {
  runs: number;
  /** Duration of each task run, in milliseconds. */
  each?: number;
  changes?: Json;
}

/** An execution of `etl / nightly` with this many task runs, which overlap slightly. */
export function madeExecution({ runs, each = 1_000, changes = {} }: Made): Json {
  const taskRunList = Array.from({ length: runs }, (_, index) => madeRun(index, each));
  const end = runs === 0 ? each : (runs + 1) * each * 0.7 + each;
  return {
    id: '4kB0Tasks',
    namespace: 'company.team',
    flowId: 'nightly_etl',
    state: { current: 'FAILED', startDate: iso(0), endDate: iso(end), duration: 'PT1S', histories: [] },
    taskRunList,
    ...changes,
  };
}

function madeRun(index: number, each: number): Json {
  const [start, end] = [(index + 1) * each * 0.7, (index + 1) * each * 0.7 + each * (1 + (index % 3) / 2)];
  const current = STATES[index % STATES.length] ?? 'SUCCESS';
  const inEach = index % 10 > 6;
  return {
    id: `run${index}`,
    executionId: '4kB0Tasks',
    taskId: inEach ? 'load_table' : `extract_and_transform_step_${index}`,
    ...(inEach && { parentTaskRunId: `run${index - (index % 10)}`, value: `eu-west-${index}` }),
    state: { current, startDate: iso(start), endDate: iso(end), histories: [] },
    ...(index % 8 === 5 && { attempts: attempts(start, end) }),
  };
}

function attempts(start: number, end: number): Json[] {
  const middle = (start + end) / 2;
  return [
    { state: { current: 'FAILED', startDate: iso(start), endDate: iso(middle - (end - start) / 10) } },
    { state: { current: 'FAILED', startDate: iso(middle), endDate: iso(end) } },
  ];
}

/** The logs of a task run. */
export const LINES = [
  { timestamp: iso(700), level: 'INFO', message: 'Reading 3 tables.', taskRunId: 'run1' },
  { timestamp: iso(1_200), level: 'WARN', message: 'Table eu-west-7 is empty.', taskRunId: 'run1' },
  {
    timestamp: iso(1_400),
    level: 'ERROR',
    message: 'Connection refused: <b>db.internal</b>:5432',
    taskRunId: 'run1',
  },
];
