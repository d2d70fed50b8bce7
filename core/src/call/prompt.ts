import * as z from 'zod';
import { KestraMcpError } from '../foundation/errors.js';
import { otherNames } from '../foundation/nearest.js';
import { now } from '../foundation/time/clock.js';
import type { CallContext } from '../plugin/author/context.js';
import type { JsonSchema, PromptManifest } from '../plugin/manifest/manifest.js';
import { narrowedArguments } from '../selection/schema.js';
import { type SentMessage, shapeMessages } from './answer/messages.js';
import { ClientLacks } from './ask/client-lacks.js';
import { InputRequired } from './ask/input-required.js';
import { UnknownNameError } from './call.js';
import { withFixed } from './fixed.js';
import { validate, withoutBlanks } from './given/arguments.js';
import { checkEnabled, isOn } from './policy.js';
import { run, told } from './run.js';
import type { CallServices } from './services.js';

/** Serves `prompts/get`. Every failure becomes one error with a text for people. */
export async function getPrompt(
  services: CallServices,
  name: string,
  given: Record<string, unknown>,
  context: CallContext,
): Promise<SentMessage[]> {
  const { prompts, fixed } = services.selection();
  const selected = prompts.get(name);
  if (selected === undefined) {
    const enabled = [...prompts].filter(([, prompt]) => prompt.enabled).map(([known]) => known);
    throw new UnknownNameError('prompt', name, otherNames('prompts', name, enabled));
  }
  const { plugin, manifest } = selected.feature;
  const called = { plugin, name };
  const start = now();
  try {
    checkEnabled(`prompt "${name}"`, selected);
    const messages = await services.runtime.during(plugin, async () => {
      const { declaration, handler } = await services.runtime.prompt(plugin, name);
      const schema = schemaOf(manifest.arguments);
      const filled = withFixed(withoutBlanks(withoutEmpty(given, schema), schema), schema, fixed);
      const input = validate(filled, declaration.input ?? z.strictObject({}), () =>
        schemaOf(narrowedArguments(manifest, fixed)),
      );
      const around = { ...context, isOn: (tool: string) => isOn(services.selection(), tool) };
      const value = await run(services, called, around, (limited) => handler(input, limited));
      return shapeMessages(services, called, value);
    });
    services.ended(name, now() - start);
    return messages;
  } catch (thrown) {
    if (thrown instanceof InputRequired || thrown instanceof ClientLacks) throw thrown;
    const code = KestraMcpError.is(thrown) ? thrown.code : 'KMCP_INTERNAL';
    throw new KestraMcpError(code, told(services, called, start, thrown));
  }
}

/** Clients send an empty text for a form field that was left blank. */
function withoutEmpty(given: Record<string, unknown>, { required }: JsonSchema): Record<string, unknown> {
  const isKept = (name: string) => given[name] !== '' || (required as string[]).includes(name);
  return Object.fromEntries(Object.entries(given).filter(([name]) => isKept(name)));
}

function schemaOf(known: PromptManifest['arguments']): JsonSchema {
  return {
    properties: Object.fromEntries(known.map(({ name }) => [name, {}])),
    required: known.filter(({ required }) => required).map(({ name }) => name),
  };
}
