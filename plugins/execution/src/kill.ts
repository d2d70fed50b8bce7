import {
  ConflictError,
  type Execution,
  FINAL_STATES,
  type KestraClient,
  NotFoundError,
} from '@kestra-mcp/core';

type Looked = { status: string; url?: string };

/** Kills an execution. Reads it first, because Kestra 1.3 also accepts the kill of a finished execution. */
export async function kill(kestra: KestraClient, id: string, cascade: boolean): Promise<Looked> {
  const before = await look(kestra, id);
  if (before.status !== 'running') return before;
  try {
    await kestra.executions.kill(id, cascade);
    return { ...before, status: 'kill_requested' };
  } catch (error) {
    // A refusal can have several reasons. The state of the execution tells which one it is.
    const refused = error instanceof NotFoundError || error instanceof ConflictError;
    const now = refused ? await look(kestra, id) : undefined;
    if (now === undefined || now.status === 'running') throw error;
    return now;
  }
}

/** Whether the execution still runs, and if not, why it cannot be killed. */
async function look(kestra: KestraClient, id: string): Promise<Looked> {
  try {
    const execution = await kestra.executions.peek(id);
    const status = FINAL_STATES.has(execution.state.current) ? 'already_finished' : 'running';
    return { status, ...linkTo(kestra, execution) };
  } catch (error) {
    if (error instanceof NotFoundError) return { status: 'not_found' };
    throw error;
  }
}

function linkTo({ ui }: KestraClient, execution: Execution): { url?: string } {
  return ui.link(ui.execution(execution));
}
