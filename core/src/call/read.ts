import { KestraMcpError } from '../foundation/errors.js';
import { now } from '../foundation/time/clock.js';
import type { CallContext } from '../plugin/author/context.js';
import { type ResourceContent, typeOf } from '../plugin/author/resource.js';
import { type ReadResult, shapeContent } from './answer/content.js';
import { withNarrower } from './answer/fitting.js';
import { withFixed } from './fixed.js';
import { checkEnabled } from './policy.js';
import { run, told } from './run.js';
import type { CallServices } from './services.js';

export type { ReadResult };

/** A resource has no arguments, but a tool for the same data does. */
const NARROWER = 'Use a tool that reads the same data: it can return less.';

/** Serves `resources/read`. Every failure becomes one error with a text for people. */
export async function readResource(
  services: CallServices,
  name: string,
  variables: Record<string, string>,
  context: CallContext,
): Promise<ReadResult> {
  const { resources, fixed } = services.selection();
  const selected = resources.get(name);
  if (selected === undefined)
    throw new KestraMcpError('KMCP_UNKNOWN_TOOL', `There is no resource "${name}".`);
  const { plugin, manifest } = selected.feature;
  const called = { plugin, name };
  const start = now();
  try {
    checkEnabled(`resource "${name}"`, selected);
    const known = { properties: Object.fromEntries(Object.keys(variables).map((each) => [each, {}])) };
    const input = withFixed(variables, known, fixed);
    const result = await services.runtime.during(plugin, async () => {
      const { handler } = await services.runtime.resource(plugin, name);
      const given = await run(services, called, context, (limited) => handler(input, limited));
      const { content, mimeType = manifest.mimeType } = typeOf(given);
      return shapeContent(services, called, content as ResourceContent, mimeType);
    });
    services.ended(name, now() - start);
    return result;
  } catch (thrown) {
    const code = KestraMcpError.is(thrown) ? thrown.code : 'KMCP_INTERNAL';
    throw new KestraMcpError(code, told(services, called, start, withNarrower(thrown, NARROWER)));
  }
}
