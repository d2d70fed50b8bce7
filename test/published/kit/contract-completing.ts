import type { PluginDefinition } from '@kestra-mcp/core';
import { isPlugin, type PluginManifest, promptsOf } from '@kestra-mcp/core/host';

/** The schema of one argument, as far as a check needs it. */
interface Field {
  safeParse(value: unknown): { success: boolean };
}

/** Finds completions that do not work: values that nobody can pick, or that the argument rejects. */
export function checkCompleting(
  plugin: PluginDefinition | PluginManifest,
  { prompts, resources }: PluginManifest,
): string[] {
  const ofPrompts = prompts.flatMap(({ name, arguments: given }) =>
    given.map((argument) => ({
      ...{ of: name, argument: argument.name, complete: argument.complete },
      field: fieldOf(plugin, name, argument.name),
    })),
  );
  const ofResources = resources.flatMap(({ name, uri, complete = {} }) =>
    Object.entries(complete).map(([argument, values]) => ({
      ...{ of: name, argument, complete: values, field: undefined },
      isUnknown: !uri.includes(`{${argument}}`),
    })),
  );
  return [...ofPrompts, ...ofResources].flatMap(({ of, argument, complete, field, ...more }) => {
    const says = (what: string) => `"${of}" completes "${argument}"${what}.`;
    if ('isUnknown' in more && more.isUnknown) return [says(`, but its \`uri\` contains no {${argument}}`)];
    if (!Array.isArray(complete)) return [];
    const odd = complete.find((value) => value === '' || /[\p{C}\u2028\u2029]/u.test(value));
    const refused = field && complete.find((value) => !field.safeParse(value).success);
    return [
      ...(complete.length === 0 ? [says(' from an empty list')] : []),
      ...(new Set(complete).size < complete.length ? [says(' from a list that contains a value twice')] : []),
      ...(odd === undefined ? [] : [says(` with ${JSON.stringify(odd)}, which no client can show`)]),
      ...(refused === undefined
        ? []
        : [says(` with ${JSON.stringify(refused)}, which its input schema rejects`)]),
    ];
  });
}

/** The schema of an argument; undefined for a manifest, which holds no schema that can validate. */
function fieldOf(
  plugin: PluginDefinition | PluginManifest,
  prompt: string,
  argument: string,
): Field | undefined {
  if (!isPlugin(plugin)) return undefined;
  const declared = declaredPrompts(plugin).find(({ name }) => name === prompt);
  return declared?.input?.shape?.[argument];
}

type Declared = { name: string; input?: { shape?: Record<string, Field> } };

function declaredPrompts({ groups, prompts }: PluginDefinition): Declared[] {
  const all = [...groups.flatMap((group) => [...promptsOf(group)]), ...prompts];
  return all.map(({ declaration }) => declaration as Declared);
}
