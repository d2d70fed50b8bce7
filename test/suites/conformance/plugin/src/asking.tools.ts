import { Prompt, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import * as z from 'zod';
import { FORMS, form, modelSays, type Wants } from './forms.js';
import { Nothing, Said } from './samples.js';

const common = { effect: 'read', output: Said } as const;
const Message = z.strictObject({ message: z.string().describe('What to ask') });
const Question = z.strictObject({ prompt: z.string().describe('What to ask the model') });

/** Questions that clients of the 2025 protocol get during a call. */
@ToolGroup({ name: 'test_asking', title: 'Asking', instructions: 'be asked, or have the model asked.' })
export class AskingTools {
  @Tool({ ...common, name: 'test_elicitation', description: 'Asks by a form.', input: Message })
  async elicitation({ message }: z.output<typeof Message>, context: ToolContext) {
    const reply = await obtained(context, { user: form(message, FORMS.user, ['username', 'email']) });
    return { text: `User response: ${reply}` };
  }

  @Tool({ ...common, name: 'test_sampling', description: 'Asks the model.', input: Question })
  async sampling({ prompt }: z.output<typeof Question>, context: ToolContext) {
    return { text: `LLM response: ${await obtained(context, { model: modelSays(prompt) })}` };
  }

  @Tool({ ...common, name: 'test_elicitation_sep1034_defaults', description: 'Asks.', input: Nothing })
  async defaults(_: object, context: ToolContext) {
    const reply = await obtained(context, { all: form('Is this right?', FORMS.defaults) });
    return { text: `Elicitation completed: ${reply}` };
  }

  @Tool({ ...common, name: 'test_elicitation_sep1330_enums', description: 'Asks.', input: Nothing })
  async enums(_: object, context: ToolContext) {
    const reply = await obtained(context, { all: form('Which of these?', FORMS.enums) });
    return { text: `Elicitation completed: ${reply}` };
  }

  @Tool({ ...common, name: 'test_streaming_elicitation', description: 'Asks.', input: Nothing })
  async streaming(_: object, context: ToolContext) {
    return { text: await obtained(context, { sure: form('Sure?', FORMS.ok) }) };
  }

  @Tool({ ...common, name: 'test_missing_capability', description: 'Asks the model.', input: Nothing })
  async missing(_: object, context: ToolContext) {
    return { text: await obtained(context, { model: modelSays('Are you there?') }) };
  }

  @Prompt({ name: 'test_input_required_result_prompt', description: 'Asks first.' })
  async prompt(_: object, context: ToolContext) {
    const asked = form('What context should the prompt use?', { context: { type: 'string' } }, ['context']);
    return `Use this: ${await obtained(context, { user_context: asked })}`;
  }
}

/** The client's answer, as text. */
export async function obtained({ client }: ToolContext, wants: Wants): Promise<string> {
  if (client === undefined) throw new Error('There is nobody to ask.');
  return JSON.stringify(await client.get(wants));
}
