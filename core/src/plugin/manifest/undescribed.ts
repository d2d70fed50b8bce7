import type { JsonSchema, PluginManifest } from './manifest.js';

/** Names all that a model would have to guess: tools, resources and prompts without a description, and their parameters. */
export function undescribed({ tools, resources, prompts }: PluginManifest): string[] {
  const features = [...tools, ...resources, ...prompts].filter(
    ({ description }) => description.trim() === '',
  );
  const parameters = tools.flatMap(({ name, inputSchema }) =>
    Object.entries((inputSchema.properties ?? {}) as Record<string, JsonSchema>)
      .filter(([, schema]) => !isTelling(schema))
      .map(([parameter]) => `the parameter "${parameter}" of ${name}`),
  );
  const named = prompts.flatMap(({ name, arguments: given }) =>
    given
      .filter(({ description = '' }) => description.trim() === '')
      .map((argument) => `the argument "${argument.name}" of ${name}`),
  );
  return [...features.map(({ name }) => name), ...parameters, ...named];
}

/** Names of values say what a parameter is for. */
function isTelling({ description, enum: values, const: only }: JsonSchema): boolean {
  return values !== undefined || only !== undefined || String(description ?? '').trim() !== '';
}
