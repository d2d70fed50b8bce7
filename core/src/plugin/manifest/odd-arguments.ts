import type { PluginManifest } from './manifest.js';
import { notPlain } from './plain-schema.js';

/** Arguments that not every client takes, each with why; `checkPlugin`, `manifest` and `doctor` tell of them. */
export function oddArguments({ tools }: Pick<PluginManifest, 'tools'>): string[] {
  return tools.flatMap(({ name, inputSchema }) => notPlain(inputSchema).map((what) => `${name}: ${what}`));
}

/** The same as a note for whoever can mend it; undefined when there is none. */
export function oddArgumentsNote(source: string, manifest: PluginManifest): string | undefined {
  const odd = oddArguments(manifest);
  if (odd.length === 0) return undefined;
  const lines = odd.slice(0, 10).map((line) => `  ${line}`);
  return [
    `Some clients reject the whole list of tools because of arguments of ${source}:`,
    ...lines,
    ...(odd.length > lines.length ? [`  and ${odd.length - lines.length} more`] : []),
    'Give each argument exactly one type, in a z.strictObject. docs/write-a-plugin.md lists the keywords that every client accepts.',
  ].join('\n');
}
