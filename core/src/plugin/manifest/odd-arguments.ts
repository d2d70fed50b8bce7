import type { PluginManifest } from './manifest.js';
import { notPlain } from './plain-schema.js';

/** Arguments that not every client accepts, with the reason. `checkPlugin`, `manifest` and `doctor` report them. */
export function oddArguments({ tools }: Pick<PluginManifest, 'tools'>): string[] {
  return tools.flatMap(({ name, inputSchema }) => notPlain(inputSchema).map((what) => `${name}: ${what}`));
}

/** Same as a note for the plugin's author; undefined if there is nothing to report. */
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
