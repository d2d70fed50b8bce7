import { cell, code, table } from '../table.js';

/**
 * Six requests from the recordings, and one sentence about what happens, in the words of the results.
 * @type {[scene: string, turn: number, happens: (calls: { args: any, result: any }[]) => string][]}
 */
const REQUESTS = [
  [
    'diagnose',
    0,
    ([, { result }]) => `One call names the cause: "${result.cause}" It also says what to call next.`,
  ],
  [
    'write',
    0,
    ([{ result }, created]) =>
      `The draft is refused before it is saved: "${result.violations[0].message}", line ${result.violations[0].line}. The corrected flow is ${created.result.status} as revision ${created.result.revision}.`,
  ],
  [
    'edit',
    0,
    ([{ args, result }]) =>
      `Only that line changes, from \`${args.edits[0].find}\` to \`${args.edits[0].replace}\`. The result shows the diff of revision ${result.revision} and how to undo it.`,
  ],
  [
    'run',
    0,
    ([{ result }, logs]) =>
      `The execution ends in ${result.state.current}. Its log says "${logs.result.results[0].message}".`,
  ],
  ['approve', 0, ([{ result }, diagnosed]) => `It finds ${result.total}: "${diagnosed.result.cause}"`],
  [
    'backfill',
    0,
    ([{ result }]) =>
      `Kestra starts ${/^\d+/.exec(result.runs)[0]} executions, one for each day. The result has the state of the backfill and a link.`,
  ],
];

/** The table of requests. */
export async function requestTable(turnsOf) {
  const rows = [];
  for (const [scene, turn, happens] of REQUESTS) {
    const { say, calls } = (await turnsOf(scene))[turn];
    const tools = [...new Set(calls.map(({ tool }) => code(tool)))].join(' ');
    rows.push([say, tools, cell(happens(calls))]);
  }
  return `${table(['You ask', 'Tools', 'What happens'], rows).join('\n')}\n`;
}
