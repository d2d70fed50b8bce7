import type { JsonSchema, PluginManifest } from './manifest.js';

/** Lists everything that a model would have to guess: tools, resources, prompts and arguments without a description. */
export function undescribed({ tools, resources, prompts }: PluginManifest): string[] {
  const features = [...tools, ...resources, ...prompts].filter(
    ({ description }) => description.trim() === '',
  );
  const parameters = tools.flatMap(({ name, inputSchema }) =>
    Object.entries((inputSchema.properties ?? {}) as Record<string, JsonSchema>)
      .filter(([, schema]) => !isTelling(schema))
      .map(([parameter]) => `the argument "${parameter}" of ${name}`),
  );
  const named = prompts.flatMap(({ name, arguments: given }) =>
    given
      .filter(({ description = '' }) => description.trim() === '')
      .map((argument) => `the argument "${argument.name}" of ${name}`),
  );
  return [...features.map(({ name }) => name), ...parameters, ...named];
}

/** The names of its values already explain a parameter. */
function isTelling({ description, enum: values, const: only }: JsonSchema): boolean {
  return values !== undefined || only !== undefined || String(description ?? '').trim() !== '';
}
