import type { Execution } from '@kestra-mcp/core';
import type { Case, Story } from '../case.js';
import { isMap } from '../reading/flow-map.js';
import { concurrencyOf, hintOf, unreadable } from '../reading/hints.js';
import { messageOf, oneLine } from '../reading/lines.js';
import { historyOf, runsOf } from '../reading/runs.js';
import { type Next, readFlow, replay, searchLogs } from './next.js';

/** Why an execution failed although none of its tasks did. */
export function failedAsAWhole(about: Case): Story {
  const { execution } = about;
  const state = execution.state.current;
  const { reason, isOfFlow, isUnknown } = reasonOf(about);
  const hint = hintOf(reason, { namespace: execution.namespace });
  const next: Next[] = isOfFlow
    ? [
        readFlow(execution, 'Shows what has to be corrected. To change it, use edit_flow.'),
        replay(execution, 'Runs it again with the corrected flow.', true),
      ]
    : [
        ...(isUnknown ? [searchLogs(execution, 'May show what its trigger or the executor logged.')] : []),
        replay(execution, 'Runs it again as a new execution. It has no failed task to restart from.'),
      ];
  const notes = hint.help ? [hint.help] : [];
  return {
    cause: `${state}: ${reason}`,
    // Without its flow, nothing can run again.
    next: about.asking.isFlowGone ? next.filter(({ tool }) => tool === 'search_logs') : next,
    ...(notes.length > 0 && { notes }),
  };
}

interface Reason {
  reason: string;
  /** Whether the flow has to be changed. */
  isOfFlow?: boolean;
  isUnknown?: boolean;
}

function reasonOf(about: Case): Reason {
  const found = [ofFlow, ofLimit, ofChecks, ofLog, ofOtherState, ofOutputs].reduce<Reason | undefined>(
    (reason, look) => reason ?? look(about),
    undefined,
  );
  if (found !== undefined) return found;
  const log = about.lines === undefined ? 'its log could not be read' : 'its log has no error';
  return { reason: `no task run failed, and ${log}. Kestra does not say why.`, isUnknown: true };
}

function ofFlow({ flow }: Case): Reason | undefined {
  const exception = unreadable(flow);
  return exception === undefined
    ? undefined
    : { reason: `Kestra cannot read the flow: ${oneLine(exception)}`, isOfFlow: true };
}

function ofLimit({ execution, flow }: Case): Reason | undefined {
  const concurrency = concurrencyOf(flow);
  if (concurrency === undefined || concurrency.behavior !== 'FAIL' || hasRun(execution)) return undefined;
  const { limit } = concurrency;
  return {
    reason: `the flow's concurrency limit of ${String(limit)} was reached when it started, and the flow fails executions beyond the limit (behavior FAIL).`,
  };
}

function ofChecks({ execution, flow }: Case): Reason | undefined {
  const checks = Array.isArray(flow?.checks) ? flow.checks.filter(isMap) : [];
  const failing = checks.filter(({ behavior }) => behavior === 'FAIL_EXECUTION');
  if (failing.length === 0 || hasRun(execution)) return undefined;
  const messages = failing.map(({ message, when, condition }) => String(message ?? when ?? condition));
  return {
    reason: `a check of the flow stopped it before its first task: ${oneLine(messages.join('; or: '))}`,
  };
}

function ofLog({ lines = [] }: Case): Reason | undefined {
  const errors = lines.filter(({ level }) => level === 'ERROR');
  const whole = errors.filter(({ taskRunId }) => typeof taskRunId !== 'string');
  const line = (whole.length > 0 ? whole : errors).at(-1);
  return line && { reason: `no task run failed; its log says: ${oneLine(messageOf(line))}`, isOfFlow: true };
}

/** Somebody changed its state after it had ended. */
function ofOtherState({ execution: { state } }: Case): Reason | undefined {
  const before = historyOf(state).at(-2)?.state;
  if (before === undefined || !['SUCCESS', 'WARNING', 'KILLED', 'CANCELLED'].includes(before))
    return undefined;
  return { reason: `it ended as ${before}, and its state was changed to ${state.current} afterwards.` };
}

function ofOutputs({ execution, flow }: Case): Reason | undefined {
  const outputs = Array.isArray(flow?.outputs) ? flow.outputs.filter(isMap) : [];
  const runs = runsOf(execution);
  if (outputs.length === 0 || runs.length === 0) return undefined;
  const ids = new Set(runs.filter(({ state }) => state.current === 'SUCCESS').map(({ taskId }) => taskId));
  const doubtful = outputs.filter(({ value }) =>
    referred(JSON.stringify(value ?? '')).some((id) => !ids.has(id)),
  );
  const named = (doubtful.length > 0 ? doubtful : outputs).map(
    ({ id, value }) => `${String(id)}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const why = doubtful.length > 0 ? ' (it refers to a task without outputs in this execution)' : '';
  return {
    reason: oneLine(
      `all task runs succeeded, but the outputs of the flow could not be rendered: ${named.join('; ')}${why}`,
    ),
    isOfFlow: true,
  };
}

/** The tasks whose outputs an expression uses. */
function referred(expression: string): string[] {
  return [...expression.matchAll(/\boutputs\.([\w]+)|\boutputs\[\\?['"]([^'"\\]+)/g)].flatMap(
    ([, dotted, quoted]) => dotted ?? quoted ?? [],
  );
}

function hasRun({ state }: Execution): boolean {
  return historyOf(state).some(({ state: past }) => past === 'RUNNING');
}
