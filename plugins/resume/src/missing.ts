import {
  type Declared,
  describeInput,
  InputError,
  type KestraClient,
  missingInputs,
  NotFoundError,
} from '@kestra-mcp/core';

/** So many executions are looked at at a time. */
const AT_ONCE = 8;

/** Refuses to go on without what a pause requires: Kestra goes on without it when several are resumed at once. */
export async function refuseIncomplete(kestra: KestraClient, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    await Promise.all(
      ids.slice(start, start + AT_ONCE).map(async (id) => {
        refuseMissing(id, await pauseOf(kestra, id));
      }),
    );
  }
}

/** Throws an error that names the inputs that a pause requires and that have no default. */
export function refuseMissing(executionId: string, pause: Declared | undefined): void {
  const missing = pause === undefined ? [] : missingInputs(pause);
  if (pause === undefined || missing.length === 0) return;
  const ids = missing.map(({ id }) => id).join(', ');
  throw new InputError(`${pause.of} of the execution ${executionId} requires inputs: ${ids}.`, {
    details: missing.map((input) => `The ${describeInput(input)}.`),
    hint: 'Nothing was resumed. Give them in on_resume.',
  });
}

/** What an execution waits for; undefined for one that is not there, or whose revision is gone: Kestra says so itself. */
export async function pauseOf(kestra: KestraClient, id: string): Promise<Declared | undefined> {
  try {
    return await kestra.executions.pauseInputs(id);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
