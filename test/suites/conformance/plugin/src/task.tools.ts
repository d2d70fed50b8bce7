import { defineTask, InputError, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import * as z from 'zod';
import { obtained } from './asking.tools.js';
import { FORMS, form } from './forms.js';
import { Nothing, Said } from './samples.js';

const Greeting = z.strictObject({ name: z.string().describe('Whom') });
const Computing = z.strictObject({
  seconds: z.number().describe('How long it takes'),
  label: z.string().default('').describe('What it is called'),
});
const Deleting = z.strictObject({ filename: z.string().describe('What to delete') });
const State = z.object({ until: z.number(), text: z.string() });

/** Work that ends at a given time, so that a lookup needs only the state. */
const task = defineTask({
  state: State,
  look: async ({ until, text }) =>
    Date.now() < until
      ? { status: 'working' as const, message: 'Computing' }
      : { status: 'completed' as const, result: { text } },
});
const failing = defineTask({
  state: z.object({}),
  look: (): Promise<{ status: 'completed'; result: z.output<typeof Said> }> => {
    throw new InputError('This job fails.');
  },
});
const common = { effect: 'read', output: Said } as const;

/** Work that continues after the result. */
@ToolGroup({ name: 'test_tasks', title: 'Tasks', instructions: 'have work that goes on.' })
export class TaskTools {
  @Tool({ ...common, name: 'greet', description: 'Answers at once.', input: Greeting })
  greet({ name }: z.output<typeof Greeting>) {
    return { text: `Hello, ${name}!` };
  }

  @Tool({ ...common, name: 'slow_compute', description: 'Takes its time.', input: Computing, task })
  slow({ seconds, label }: z.output<typeof Computing>, context: ToolContext) {
    const text = `Computed ${label}.`;
    return context.task?.({ until: Date.now() + seconds * 1_000, text }) ?? { text };
  }

  @Tool({ ...common, name: 'failing_job', description: 'Fails later.', input: Nothing, task: failing })
  failing(_: object, context: ToolContext) {
    return context.task?.({}) ?? { text: 'Only as a task does it fail.' };
  }

  @Tool({ ...common, name: 'confirm_delete', description: 'Asks, and never later.', input: Deleting })
  async confirmDelete({ filename }: z.output<typeof Deleting>, context: ToolContext) {
    return { text: await obtained(context, { sure: form(`Delete ${filename}?`, FORMS.ok) }) };
  }

  @Tool({ ...common, name: 'test_tool_with_task', description: 'Asks first.', input: Nothing, task })
  async asksFirst(_: object, context: ToolContext) {
    const text = await obtained(context, { user_name: form('What is your name?', FORMS.name) });
    return context.task?.({ until: Date.now(), text }) ?? { text };
  }
}
