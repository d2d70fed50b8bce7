import { type JsonSchema, oddArguments, type ToolManifest } from '@kestra-mcp/core/host';

const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;
const SHORTEST = 20;
const LONGEST = 350;
const UNIONS = ['anyOf', 'oneOf', 'allOf'];

/** What is wrong with one tool; each goes on from its name. */
export function checkTool(tool: ToolManifest): string[] {
  return [...words(tool), ...input(tool), ...output(tool), ...actions(tool)];
}

function words({ name, description }: ToolManifest): string[] {
  const { length } = description.trim();
  return [
    ...when(!NAME.test(name), 'is not named verb_noun, in snake_case.'),
    ...when(
      length > 0 && (length < SHORTEST || length > LONGEST),
      `is described in ${length} characters; take ${SHORTEST} to ${LONGEST}.`,
    ),
  ];
}

function input({ inputSchema, ...tool }: ToolManifest): string[] {
  const odd = oddArguments({ tools: [{ ...tool, inputSchema }] });
  return [
    ...odd.map((what) => `takes what some clients refuse the list for${what.slice(tool.name.length)}.`),
    ...when(
      inputSchema.type !== 'object' || inputSchema.additionalProperties !== false,
      'lets arguments pass that its input does not name: make it with z.strictObject.',
    ),
  ];
}

function output({ outputSchema }: ToolManifest): string[] {
  const isObject = outputSchema.type === 'object' && !UNIONS.some((keyword) => keyword in outputSchema);
  return when(!isObject, 'does not give back an object: MCP wants one as structured content.');
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
    ...when(declared.length > 0 && !has('action'), 'has actions, but no parameter "action".'),
    ...values
      .filter((value) => !declared.includes(value))
      .map((value) => `has an action "${value}" without an effect.`),
    ...declared
      .filter((name) => !values.includes(name))
      .map((name) => `declares the action "${name}", which its parameter "action" does not take.`),
    ...named
      .filter(({ parameter }) => !has(parameter))
      .map(
        ({ name, parameter }) => `names "${parameter}" in its action "${name}", which is no parameter of it.`,
      ),
  ];
}

function when(wrong: boolean, what: string): string[] {
  return wrong ? [what] : [];
}
