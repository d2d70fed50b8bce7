import { KestraMcpError } from '../../foundation/errors.js';
import { otherNames } from '../../foundation/nearest.js';
import { now } from '../../foundation/time/clock.js';
import { inScope } from '../../kestra/wire/scope.js';
import type { CallContext } from '../../plugin/author/context.js';
import type { Completer, CompletionContext } from '../../plugin/completing/completer.js';
import type { LoadedPlugin } from '../../plugin/load/loaded-plugin.js';
import { namesIn } from '../../plugin/manifest/completing-fault.js';
import type { CompleteManifest, PromptManifest, ResourceManifest } from '../../plugin/manifest/manifest.js';
import { fixedValues } from '../../selection/fixed.js';
import type { Selected, Selection } from '../../selection/selection.js';
import { UnknownNameError } from '../call.js';
import { checkEnabled } from '../policy.js';
import { run, told } from '../run.js';
import type { CallServices } from '../services.js';
import { type Completion, NOTHING, shapeCompletion } from './completion.js';
import { inTime } from './in-time.js';

/** Longest wait for a user who is typing, in milliseconds. */
const LONGEST = 2_500;
/** Longest text to complete. Nobody types more. */
const LONGEST_TEXT = 500;

/** What a client wants completed: a prompt argument, or a variable in a resource template. */
export interface CompletionAsked {
  of: 'prompt' | 'resource';
  name: string;
  argument: string;
  text: string;
  /** The other arguments, as far as they are filled in. */
  given: Readonly<Record<string, string>>;
  /** For tests of completers: a failure rejects, instead of returning no values. */
  rejects?: boolean;
}

/**
 * Serves `completion/complete`. If a completer fails, the result is empty and the log has the error, so that the user
 * can go on typing. Plugin code is imported only for arguments that have a completer.
 */
export async function complete(
  services: CallServices,
  asked: CompletionAsked,
  context: CallContext,
): Promise<Completion> {
  const selection = services.selection();
  const { of, name, argument, text } = asked;
  const selected = find(selection, asked);
  checkEnabled(`${of} "${name}"`, selected);
  const fixed = fixedValues(selection.fixed);
  const known = completersOf(selected.feature.manifest).get(argument);
  if (known === undefined || Object.hasOwn(fixed, argument) || text.length > LONGEST_TEXT) return NOTHING;
  const namespaces = argument === 'namespace' ? selection.fixed.namespaces : undefined;
  const shape = (value: unknown) => shapeCompletion(value, { text, namespaces, services });
  if (known !== true) return shape(known);
  const called = { plugin: selected.feature.plugin, name: `${name}, completing "${argument}"` };
  return found(services, { asked, called, fixed, shape }, context);
}

interface Asking {
  asked: CompletionAsked;
  called: { plugin: LoadedPlugin; name: string };
  fixed: Readonly<Record<string, string>>;
  shape: (value: unknown) => Completion;
}

/** Returns the completer's values, or nothing if it failed. */
async function found(services: CallServices, asking: Asking, context: CallContext): Promise<Completion> {
  const { asked, called, shape } = asking;
  const start = now();
  try {
    const longest = Math.min(LONGEST, services.callMs);
    const completion = shape(await inTime(longest, context, (limited) => ask(services, asking, limited)));
    services.ended(called.name, now() - start);
    return completion;
  } catch (thrown) {
    const fault = (text: string) => faultOnce(services, called.plugin, text);
    const text = told({ ...services, fault }, called, start, thrown);
    if (asked.rejects) throw new KestraMcpError('KMCP_OUTPUT', text, { cause: thrown });
    return NOTHING;
  }
}

/**
 * Calls the completer like a handler: its output is masked, its Kestra requests end with the call, and it can only
 * read.
 */
function ask(
  services: CallServices,
  { asked, called, fixed }: Asking,
  context: CallContext,
): Promise<unknown> {
  const { of, name, argument, text } = asked;
  return services.runtime.during(called.plugin, async () => {
    const { declaration, services: lent } = await services.runtime[of](called.plugin, name);
    const completer = (declaration.complete as Record<string, unknown> | undefined)?.[argument];
    if (typeof completer !== 'function') return [];
    const given = { ...asked.given, ...fixed };
    return run(services, called, context, ({ signal }) =>
      inScope({ readOnly: true }, () =>
        (completer as Completer)(text, { ...lent, given, signal } as CompletionContext),
      ),
    );
  });
}

type Feature = Selected<PromptManifest | ResourceManifest>;

function find({ prompts, resources }: Selection, { of, name }: CompletionAsked): Feature {
  const all: ReadonlyMap<string, Feature> = of === 'prompt' ? prompts : resources;
  const selected = all.get(name);
  if (selected !== undefined) return selected;
  const enabled = [...all].filter(([, feature]) => feature.enabled).map(([known]) => known);
  throw new UnknownNameError(of, name, otherNames(`${of}s`, name, enabled));
}

/** Completers by argument name. An argument that the feature does not have is missing here. */
function completersOf(
  manifest: PromptManifest | ResourceManifest,
): ReadonlyMap<string, CompleteManifest | undefined> {
  if ('uri' in manifest) {
    const { uri, complete = {} } = manifest;
    return new Map(Object.entries(complete).filter(([name]) => namesIn(uri).includes(name)));
  }
  return new Map(manifest.arguments.map(({ name, complete }) => [name, complete]));
}

const lastFaults = new WeakMap<LoadedPlugin, string>();

/** Logs a repeated failure once: it would occur again with each letter typed. */
function faultOnce(services: CallServices, plugin: LoadedPlugin, text: string): void {
  if (lastFaults.get(plugin) === text) return;
  lastFaults.set(plugin, text);
  services.fault(text);
}
