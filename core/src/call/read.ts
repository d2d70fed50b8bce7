import { now } from '../foundation/clock.js';
import { KestraMcpError } from '../foundation/errors.js';
import type { CallContext } from '../plugin/author/context.js';
import type { ResourceContent } from '../plugin/author/resource.js';
import { jsonOf, NoJsonError } from '../response/json.js';
import { LARGEST_RESULT } from '../response/result.js';
import { withFixed } from './fixed.js';
import { checkEnabled } from './policy.js';
import { type Called, fault, run, told } from './run.js';
import type { CallServices } from './services.js';

/** What a resource holds, as MCP sends it. */
export type ReadResult = { mimeType: string } & ({ text: string } | { blob: string });

/** Serves `resources/read`; what fails becomes one error that can be shown. */
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
      const content = await run(services, called, context, (limited) => handler(input, limited));
      return shape(called, content as ResourceContent, manifest.mimeType);
    });
    services.ended(name, now() - start);
    return 'text' in result ? { ...result, text: services.redactResult(result.text) } : result;
  } catch (thrown) {
    const code = KestraMcpError.is(thrown) ? thrown.code : 'KMCP_INTERNAL';
    throw new KestraMcpError(code, told(services, called, start, thrown));
  }
}

function shape(called: Called, content: unknown, declared: string | undefined): ReadResult {
  const result = typed(called, content, declared);
  const size = 'text' in result ? result.text.length : result.blob.length;
  if (size <= LARGEST_RESULT) return result;
  throw fault(called, `holds ${size} characters; at most ${LARGEST_RESULT} are sent.`);
}

function typed(called: Called, content: unknown, declared: string | undefined): ReadResult {
  if (typeof content === 'string') return { mimeType: declared ?? 'text/plain', text: content };
  if (content instanceof Uint8Array) {
    return {
      mimeType: declared ?? 'application/octet-stream',
      blob: Buffer.from(content).toString('base64'),
    };
  }
  if (typeof content === 'object' && content !== null) {
    return { mimeType: declared ?? 'application/json', text: jsonText(called, content) };
  }
  throw fault(called, 'holds neither text nor bytes nor an object.');
}

function jsonText(called: Called, content: object): string {
  try {
    return JSON.stringify(jsonOf(content));
  } catch (error) {
    throw error instanceof NoJsonError
      ? fault(called, `was read, but what it holds ${error.message}.`)
      : error;
  }
}
