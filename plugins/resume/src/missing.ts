import {
  type Declared,
  describeInput,
  InputError,
  type KestraClient,
  missingInputs,
  NotFoundError,
} from '@kestra-mcp/core';

/** Executions that are read in parallel. */
const AT_ONCE = 8;

/** Refuses to resume without required inputs. Kestra does not check them when it resumes several executions. */
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
    hint: 'Nothing was resumed. Pass these inputs in on_resume.',
  });
}

/** The inputs of the pause. Undefined if the execution or its revision does not exist: Kestra reports that itself. */
export async function pauseOf(kestra: KestraClient, id: string): Promise<Declared | undefined> {
  try {
    return await kestra.executions.pauseInputs(id);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
