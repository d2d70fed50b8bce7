import { Tool, type ToolContext, ToolGroup, type Wanted } from '@kestra-mcp/core';
import { obtained } from './asking.tools.js';
import { FORMS, form, modelSays, type Wants } from './forms.js';
import { Nothing, Said } from './samples.js';

const common = { effect: 'read', input: Nothing, output: Said } as const;
const ROOTS: Wanted = { method: 'roots/list' };
const NAME = form('What is your name?', FORMS.name);
const CONFIRM = form('Please confirm', FORMS.ok);

/**
 * Questions that clients of the 2026-07-28 protocol get as the result of a call, which they then repeat with answers.
 */
@ToolGroup({ name: 'test_rounds', title: 'Rounds', instructions: 'be asked over several rounds.' })
export class RoundsTools {
  @Tool({ ...common, name: 'test_input_required_result_elicitation', description: 'Asks.' })
  async elicitation(_: object, context: ToolContext) {
    return { text: `Hello, ${await obtained(context, { user_name: NAME })}!` };
  }

  @Tool({ ...common, name: 'test_input_required_result_sampling', description: 'Asks the model.' })
  async sampling(_: object, context: ToolContext) {
    const question = modelSays('What is the capital of France?');
    return { text: await obtained(context, { capital_question: question }) };
  }

  @Tool({ ...common, name: 'test_input_required_result_list_roots', description: 'Asks for folders.' })
  async roots(_: object, context: ToolContext) {
    return { text: await obtained(context, { client_roots: ROOTS }) };
  }

  @Tool({ ...common, name: 'test_input_required_result_request_state', description: 'Asks.' })
  async state(_: object, context: ToolContext) {
    await obtained(context, { confirm: CONFIRM });
    return { text: 'state-ok' };
  }

  @Tool({ ...common, name: 'test_input_required_result_tampered_state', description: 'Asks.' })
  async tampered(_: object, context: ToolContext) {
    return { text: await obtained(context, { confirm: CONFIRM }) };
  }

  @Tool({ ...common, name: 'test_input_required_result_multiple_inputs', description: 'Asks for all.' })
  async several(_: object, context: ToolContext) {
    const greeting = modelSays('Generate a greeting');
    return { text: await obtained(context, { user_name: NAME, greeting, client_roots: ROOTS }) };
  }

  @Tool({ ...common, name: 'test_input_required_result_multi_round', description: 'Asks twice.' })
  async rounds(_: object, context: ToolContext) {
    const name = await obtained(context, { step1: form('Step 1: What is your name?', FORMS.name) });
    const color = await obtained(context, {
      step2: form('Step 2: What is your favorite color?', FORMS.color),
    });
    return { text: `${name} ${color}` };
  }

  @Tool({ ...common, name: 'test_input_required_result_capabilities', description: 'Asks what it can.' })
  async capabilities(_: object, context: ToolContext) {
    const all: Wants = { name: NAME, greeting: modelSays('Generate a greeting'), roots: ROOTS };
    const can = Object.entries(all).filter(([, { method }]) => context.client?.does(method));
    return { text: await obtained(context, Object.fromEntries(can)) };
  }
}
