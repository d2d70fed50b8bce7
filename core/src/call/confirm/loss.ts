import { cutTo } from '../../foundation/hidden.js';
import { printable } from '../../foundation/printable.js';
import { inScope } from '../../kestra/wire/scope.js';
import type { Loss } from '../../plugin/author/confirm.js';
import type { ToolContext } from '../../plugin/author/context.js';
import { quoted } from '../../plugin/author/names.js';
import type { ToolManifest } from '../../plugin/manifest/manifest.js';
import type { RunnableTool } from '../../plugin/run/runnables.js';

const LONGEST_WILL = 400;
const MOST_NAMES = 10;
const MOST_ARGUMENTS = 8;

/**
 * Returns what the call would delete or end, as the tool describes it. Without a description, it is the call itself.
 */
export async function lossOf(
  manifest: ToolManifest,
  { declaration, services }: RunnableTool,
  input: object,
  context: ToolContext,
): Promise<Loss | undefined> {
  const { confirm } = declaration;
  if (confirm === undefined) return { will: callOf(manifest, input) };
  // Read-only, whatever the tool requests: nobody has confirmed yet.
  const loss = await inScope({ readOnly: true }, async () =>
    confirm.loses(input as never, { ...services, ...context }),
  );
  return loss === undefined ? undefined : { ...loss, will: plain(loss.will) };
}

/** The first names in quotes, and how many more exist. */
export function namesOf({ names = [], count = names.length }: Loss): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, MOST_NAMES).map((name) => quoted(name));
  const more = Math.max(count, names.length) - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** What a confirmation is bound to. If any of this changes, the user must confirm again. */
export function boundOf({ will, count, names, asOf }: Loss): unknown {
  return asOf === undefined ? [will, count, names] : [asOf];
}

/** `run "Delete order" (delete_order) with id "7"`. */
function callOf({ name, title }: ToolManifest, input: object): string {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const shown = given
    .slice(0, MOST_ARGUMENTS)
    .map(
      ([key, value]) =>
        `${printable(key)} ${quoted(typeof value === 'string' ? value : JSON.stringify(value))}`,
    );
  const more = given.length > shown.length ? [`${given.length - shown.length} more arguments`] : [];
  const what = title === undefined ? name : `${quoted(title)} (${name})`;
  return plain(`run ${what}${shown.length > 0 ? ` with ${[...shown, ...more].join(', ')}` : ''}`);
}

/** Makes one line, without terminal control codes and characters that reverse text. */
function plain(text: string): string {
  return cutTo(LONGEST_WILL, printable(String(text)).replace(/\s+/g, ' ').trim());
}
