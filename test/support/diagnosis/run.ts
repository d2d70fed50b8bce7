import { type Probe, stateOf } from '../../published/sandbox/testing/probe.js';
import type { Failure } from './failure.js';

/** Creates the failure in the sandbox. Returns the execution once it is in the state to diagnose. */
export async function executionOf(probe: Probe, failure: Failure, major: number): Promise<string> {
  const sources = failure.flows(major);
  await probe.flows(...sources.reverse());
  const flow = /^id: (\S+)/.exec(sources.at(-1) ?? '')?.[1] ?? '';
  const start = () =>
    probe.object('POST', `/executions/lab/${flow}${failure.query ?? ''}`, { form: failure.form ?? {} });
  const first = String((await start()).id);
  const id = failure.then === 'second' ? await second(probe, first, start) : first;
  const looked = (await act(probe, id, { failure, major })) ?? id;
  await probe.until(looked, failure.state);
  if (failure.state === 'RUNNING') await untilBelow(probe, id, sources.length - 1);
  return looked;
}

async function second(probe: Probe, first: string, start: () => Promise<object>): Promise<string> {
  await probe.until(first, 'RUNNING');
  return String(((await start()) as { id: unknown }).id);
}

async function act(probe: Probe, id: string, { failure, major }: { failure: Failure; major: number }) {
  const [verb, above] = failure.then?.split(' ') ?? [];
  if (verb === undefined || verb === 'second') return undefined;
  if (verb === 'restart') await probe.until(id, 'FAILED');
  else await untilRunning(probe, id);
  const below = above === undefined ? undefined : await childOf(probe, id);
  const path = major >= 2 ? `/executions/${id}/actions/${verb}` : `/executions/${id}/${verb}`;
  await probe.send(verb === 'kill' ? 'DELETE' : 'POST', path);
  return below;
}

/** Returns the execution that it has started, once its task is running. */
async function childOf(probe: Probe, id: string): Promise<string> {
  const path = `/executions/search?filters[triggerExecutionId][EQUALS]=${id}`;
  const { results } = await probe.untilTotal(path, 1);
  const [child] = results as { id: string }[];
  await untilRunning(probe, String(child?.id));
  return String(child?.id);
}

/** Tasks that keep running. */
const LASTING = ['nap', 'call'];

/** Waits until its last task is running. */
async function untilRunning(probe: Probe, id: string): Promise<void> {
  await probe.until(id, 'RUNNING');
  for (;;) {
    const { taskRunList } = await probe.object('GET', `/executions/${id}`);
    const runs = Array.isArray(taskRunList) ? taskRunList : [];
    const isLasting = (run: unknown) => LASTING.includes(String((run as { taskId?: unknown }).taskId));
    if (runs.some((run) => isLasting(run) && stateOf(run as never) === 'RUNNING')) return;
  }
}

/** Waits until the executions that it started are paused. */
async function untilBelow(probe: Probe, id: string, flows: number): Promise<void> {
  await untilRunning(probe, id);
  const path = `/executions/search?filters[triggerExecutionId][EQUALS]=${id}`;
  for (;;) {
    const { results } = await probe.object('GET', path);
    const rows = (Array.isArray(results) ? results : []).map((row) => stateOf(row as never));
    if (rows.length >= flows && rows.every((state) => state === 'PAUSED')) return;
  }
}
