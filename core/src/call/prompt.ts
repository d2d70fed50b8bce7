import * as z from 'zod';
import { KestraMcpError } from '../foundation/errors.js';
import { now } from '../foundation/time/clock.js';
import type { CallContext } from '../plugin/author/context.js';
import type { PromptMessage } from '../plugin/author/prompt.js';
import type { JsonSchema, PromptManifest } from '../plugin/manifest/manifest.js';
import { shapeMessages } from './answer/messages.js';
import { validate, withoutBlanks } from './arguments.js';
import { UnknownNameError } from './call.js';
import { withFixed } from './fixed.js';
import { checkEnabled } from './policy.js';
import { run, told } from './run.js';
import type { CallServices } from './services.js';

/** Serves `prompts/get`; what fails becomes one error that can be shown. */
export async function getPrompt(
  services: CallServices,
  name: string,
  given: Record<string, unknown>,
  context: CallContext,
): Promise<PromptMessage[]> {
  const { prompts, fixed } = services.selection();
  const selected = prompts.get(name);
  if (selected === undefined) {
    const enabled = [...prompts].filter(([, prompt]) => prompt.enabled).map(([known]) => known);
    throw new UnknownNameError('prompt', name, enabled);
  }
  const { plugin, manifest } = selected.feature;
  const called = { plugin, name };
  const start = now();
  try {
    checkEnabled(`prompt "${name}"`, selected);
    const messages = await services.runtime.during(plugin, async () => {
      const { declaration, handler } = await services.runtime.prompt(plugin, name);
      const schema = schemaOf(manifest);
      const filled = withFixed(withoutBlanks(given, schema), schema, fixed);
      const input = validate(filled, declaration.input ?? z.strictObject({}), () => undefined);
      const value = await run(services, called, context, (limited) => handler(input, limited));
      return shapeMessages(services, called, value);
    });
    services.ended(name, now() - start);
    return messages;
  } catch (thrown) {
    const code = KestraMcpError.is(thrown) ? thrown.code : 'KMCP_INTERNAL';
    throw new KestraMcpError(code, told(services, called, start, thrown));
  }
}

function schemaOf({ arguments: known }: PromptManifest): JsonSchema {
  return {
    properties: Object.fromEntries(known.map(({ name }) => [name, {}])),
    required: known.filter(({ required }) => required).map(({ name }) => name),
  };
}
