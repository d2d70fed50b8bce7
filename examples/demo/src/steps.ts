import type { Screen } from './screen.js';
import type { Session } from './session.js';

export interface Stage {
  screen: Screen;
  /** A client that may change things. */
  session: Session;
  /** A client of a server in read-only mode. */
  reader: Session;
}

const FLOW = { namespace: 'company', flow_id: 'nightly_import' };
const WRONG = '    message: "{{ inputs.row }} rows were read"';
const RIGHT = WRONG.replace('inputs.row ', 'inputs.rows ');
const MISSPELT = RIGHT.replace('message', 'mesage');

export async function findMistake({ screen, session }: Stage, yaml_definition: string): Promise<void> {
  screen.title('1. Find a mistake before the flow runs');
  screen.call('validate_flow', FLOW.flow_id);
  const { valid, violations } = await session.call<Validation>('validate_flow', { yaml_definition });
  const [found] = violations;
  must(!valid && found?.fails === 'run', 'validate_flow did not find the mistake in nightly_import.');
  screen.result('bad', `line ${found.line}, column ${found.column}: ${found.message} ${found.hint ?? ''}`);
  screen.verbatim(`${found.line} |${yaml_definition.split('\n')[found.line - 1]}`);
  screen.detail('Kestra saved this flow without complaint. Every execution would fail.');
}

export async function fixIt({ screen, session }: Stage): Promise<void> {
  screen.title('2. Fix it with an edit');
  screen.call('edit_flow', MISSPELT.trim());
  const refused = await session.refusal('edit_flow', edit(MISSPELT));
  must(/line \d+/.test(refused), `edit_flow refused the edit without a line: ${refused}`);
  screen.result('bad', withoutLists(refused));
  screen.call('edit_flow', RIGHT.trim());
  const { status, revision, diff, undo } = await session.call<Edited>('edit_flow', edit(RIGHT));
  must(status === 'updated', `edit_flow returned the status "${status}".`);
  screen.result('good', `Saved as revision ${revision}.`);
  const changed = diff.split('\n').filter((line) => /^[-+](?![-+])/.test(line));
  screen.verbatim(changed.join('\n'), (line) => (line.startsWith('-') ? 'bad' : 'good'));
  screen.detail(`Undo: ${undo}`);
}

export async function runIt({ screen, session }: Stage): Promise<void> {
  screen.title('3. Run it and follow the progress');
  screen.call('execute_flow', `${FLOW.flow_id}, rows: 512`);
  const given = { ...FLOW, inputs: { rows: 512 }, wait: true };
  const seen: string[] = [];
  const { state } = await session.call<Execution>('execute_flow', given, (message) => {
    seen.push(message);
    if (!message.startsWith('SUCCESS')) screen.detail(message, 'quiet');
  });
  must(state.current === 'SUCCESS', `The execution ended in ${state.current}.`);
  must(seen.length > 1, 'The execution reported no progress.');
  screen.result('good', seen.at(-1) ?? '');
}

export async function diagnose({ screen, session }: Stage): Promise<void> {
  screen.title('4. Diagnose a failed execution in one call');
  screen.call('execute_flow', `${FLOW.flow_id}, rows: 0`);
  const given = { ...FLOW, inputs: { rows: 0 }, wait: true };
  const { id, state } = await session.call<Execution>('execute_flow', given);
  must(state.current === 'FAILED', `The execution ended in ${state.current}.`);
  screen.result('bad', state.current);
  screen.call('diagnose_execution', 'that execution');
  const { cause, compared, next } = await session.call<Diagnosis>('diagnose_execution', { execution_id: id });
  const rows = compared?.differences.inputs?.rows;
  must(rows?.now === 0 && rows.then === 512, 'diagnose_execution did not name the input that changed.');
  screen.result('found', cause);
  screen.detail(`The last execution that succeeded had rows: ${rows.then}. This one had rows: ${rows.now}.`);
  for (const { tool, why } of next) screen.detail(`Next: ${tool}. ${why}`);
}

export async function askBeforeDeleting({ screen, session, reader }: Stage): Promise<void> {
  screen.title('5. Ask before deleting');
  const given = { ...FLOW, action: 'delete' };
  screen.call('manage_flow', `delete ${FLOW.flow_id}`);
  const declined = await session.refusal('manage_flow', given);
  const [question] = session.questions;
  must(question !== undefined, 'manage_flow deleted the flow without a question.');
  screen.result('question', question);
  screen.detail('The user declines.');
  screen.result('bad', declined);
  screen.call('manage_flow', `delete ${FLOW.flow_id}, on a server in read-only mode`);
  screen.result('bad', await reader.refusal('manage_flow', given));
  const { results } = await session.call<{ results: object[] }>('search_flows', { query: FLOW.flow_id });
  must(results.length === 1, 'The flow is gone although nobody agreed to delete it.');
}

export async function drawDependencies({ screen, session }: Stage): Promise<void> {
  screen.title('6. See which flow starts which');
  screen.call('list_namespace_dependencies', FLOW.namespace);
  const { result } = await session.call<{ result: string }>('list_namespace_dependencies', {
    namespace: FLOW.namespace,
  });
  must(result.includes('flow1') && result.includes('▶'), 'list_namespace_dependencies drew no graph.');
  screen.verbatim(result);
}

function edit(replace: string) {
  return { ...FLOW, edits: [{ find: WRONG, replace }] };
}

/** An error without the long list of names at the end of a line. */
function withoutLists(text: string): string {
  return text.replace(/(: )(?:\w+, ){6,}.*$/gm, '$1…');
}

function must(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}

interface Validation {
  valid: boolean;
  violations: { line: number; column: number; message: string; hint?: string; fails: string }[];
}

interface Edited {
  status: string;
  revision: number;
  diff: string;
  undo: string;
}

interface Execution {
  id: string;
  state: { current: string };
}

interface Diagnosis {
  cause: string;
  next: { tool: string; why: string }[];
  compared?: { differences: { inputs?: Record<string, { now: unknown; then: unknown }> } };
}
