import { type JsonSchema, oddArguments, type ToolManifest } from '@kestra-mcp/core/host';

const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;
const SHORTEST = 20;
const LONGEST = 350;
const UNIONS = ['anyOf', 'oneOf', 'allOf'];

/** Finds the problems of one tool. Each text continues a sentence that begins with its name. */
export function checkTool(tool: ToolManifest): string[] {
  return [...words(tool), ...input(tool), ...output(tool), ...actions(tool)];
}

function words({ name, description }: ToolManifest): string[] {
  const { length } = description.trim();
  return [
    ...when(!NAME.test(name), 'needs a name of the form verb_noun, in snake_case.'),
    ...when(
      length > 0 && (length < SHORTEST || length > LONGEST),
      `has a description of ${length} characters. Use ${SHORTEST} to ${LONGEST}.`,
    ),
  ];
}

function input({ inputSchema, ...tool }: ToolManifest): string[] {
  const odd = oddArguments({ tools: [{ ...tool, inputSchema }] });
  return [
    ...odd.map(
      (what) =>
        `makes some clients reject the whole list of tools${what.slice(tool.name.length)}. Give each argument one type.`,
    ),
    ...when(
      inputSchema.type !== 'object' || inputSchema.additionalProperties !== false,
      'accepts arguments that its input does not declare. Use z.strictObject.',
    ),
  ];
}

function output({ outputSchema }: ToolManifest): string[] {
  const isObject = outputSchema.type === 'object' && !UNIONS.some((keyword) => keyword in outputSchema);
  return when(!isObject, 'does not return an object. MCP requires one as structured content.');
}

function actions({ actions = [], inputSchema }: ToolManifest): string[] {
  const properties = (inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  const has = (parameter: string) => Object.hasOwn(properties, parameter);
  const declared = actions.filter((action) => action.switch === undefined).map(({ name }) => name);
  const values = (properties.action?.enum ?? declared) as string[];
  const named = actions.flatMap(({ name, requires = [], accepts = [], switch: isSwitch }) =>
    [...requires, ...accepts, ...(isSwitch ? [name] : [])].map((parameter) => ({ name, parameter })),
  );
  return [
    ...when(declared.length > 0 && !has('action'), 'has actions, but no argument "action".'),
    ...values
      .filter((value) => !declared.includes(value))
      .map((value) => `accepts the action "${value}", but does not declare its effect.`),
    ...declared
      .filter((name) => !values.includes(name))
      .map((name) => `declares the action "${name}", but its argument "action" does not accept it.`),
    ...named
      .filter(({ parameter }) => !has(parameter))
      .map(({ name, parameter }) => `has no argument "${parameter}", but its action "${name}" names it.`),
  ];
}

function when(wrong: boolean, what: string): string[] {
  return wrong ? [what] : [];
}
