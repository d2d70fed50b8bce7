import { PluginError } from '../../foundation/errors.js';
import type { ToolDeclaration } from '../author/declaration.js';
import type { ToolGroupOptions } from '../author/metadata.js';
import { ACTION_NAME, isName, NAME_FORM, quoted } from '../author/names.js';
import type { PromptDeclaration } from '../author/prompt.js';
import type { ResourceDeclaration } from '../author/resource.js';
import { appPathFault } from '../manifest/app-file.js';
import { schemaFault } from '../manifest/manifest-fault.js';
import type { PluginSkill } from '../skills/declaration.js';

const EFFECTS: readonly unknown[] = ['read', 'write', 'destructive'];

/** Creates the error for one tool, resource or prompt. The hint is the next step. */
export type Wrong = (what: string, hint?: string) => PluginError;

/** Checks for JavaScript authors what the types check for TypeScript authors. */
export function checkTool(tool: ToolDeclaration, group: ToolGroupOptions | undefined): Wrong {
  const wrong = checkFeature('tool', tool, group);
  for (const key of ['input', 'output'] as const) {
    if (!isSchema(tool[key])) throw wrong(`needs a zod schema as its \`${key}\``);
  }
  const named = [...specsOf(tool.actions, 'actions', wrong), ...specsOf(tool.switches, 'switches', wrong)];
  const unwritable = named.find(([name]) => !ACTION_NAME.test(name));
  if (unwritable !== undefined) {
    throw wrong(`has an action ${quoted(unwritable[0])}`, 'Use a name without spaces and colons.');
  }
  for (const [name, spec] of named) {
    const ofAction: Wrong = (what) => wrong(`has the action ${quoted(name)}, which ${what}`);
    checkText(spec ?? {}, 'does', ofAction);
  }
  const effects = [...(tool.actions ? [] : [tool.effect]), ...named.map(([, spec]) => spec?.effect)];
  for (const effect of effects) {
    if (!EFFECTS.includes(effect))
      throw wrong(`has the effect ${quoted(effect)}, but it must be one of ${EFFECTS.join(', ')}`);
  }
  const { compact } = tool as { compact?: unknown };
  if (compact !== undefined && typeof compact !== 'boolean')
    throw wrong('has a `compact` that is neither true nor false');
  const noPage = tool.ui === undefined ? undefined : appPathFault(tool.ui);
  if (noPage !== undefined) throw wrong(noPage);
  checkConfirm(tool, wrong);
  checkTask(tool.task, wrong);
  return wrong;
}

function checkTask(task: unknown, wrong: Wrong): void {
  if (task === undefined) return;
  const { state, look, goesOn = checkTask } = (task ?? {}) as Record<string, unknown>;
  if (isSchema(state) && typeof look === 'function' && typeof goesOn === 'function') return;
  throw wrong('has an invalid `task`', 'Create it with defineTask({ state, look, goesOn }).');
}

function checkConfirm({ confirm }: { confirm?: unknown }, wrong: Wrong): void {
  if (confirm === undefined) return;
  const { bulk, loses } = (confirm ?? {}) as Record<string, unknown>;
  if (typeof loses !== 'function') throw wrong('has a `confirm` without a `loses` function');
  if (bulk !== undefined && typeof bulk !== 'function')
    throw wrong('has a `confirm` whose `bulk` is not a function');
}

type Spec = { effect?: unknown } | null | undefined;

function specsOf(specs: unknown, member: string, wrong: Wrong): [string, Spec][] {
  if (specs === undefined) return [];
  if (typeof specs === 'object' && specs !== null && !Array.isArray(specs)) return Object.entries(specs);
  throw wrong(`has \`${member}\` that is not an object`);
}

/**
 * Same as `checkTool`. A URI template may contain names in braces, and at its end `{+name}`, which may include slashes.
 */
export function checkResource(resource: ResourceDeclaration, group: ToolGroupOptions | undefined): Wrong {
  const wrong = checkFeature('resource', resource, group);
  const uri: unknown = resource.uri;
  if (typeof uri !== 'string' || !/^[a-z][a-z0-9+.-]*:/i.test(uri))
    throw wrong('needs a `uri` that starts with a scheme, such as sla://report');
  if (/^skill:/i.test(uri))
    throw wrong(
      'has a `uri` with the scheme skill:, which is reserved for skills',
      'To add a skill, list its folder in the `skills` of definePlugin.',
    );
  if (/[\p{C}\s]/u.test(uri)) throw wrong('has a `uri` with spaces or control characters');
  if (/[{}]/.test(uri.replace(/\{[A-Za-z_]\w*\}|\{\+[A-Za-z_]\w*\}$/g, ''))) {
    throw wrong('has a `uri` with something other than a name in braces');
  }
  checkText(resource, 'mimeType', wrong);
  return wrong;
}

export function checkPrompt(prompt: PromptDeclaration, group: ToolGroupOptions | undefined): Wrong {
  const wrong = checkFeature('prompt', prompt, group);
  if (prompt.input !== undefined && !isSchema(prompt.input)) throw wrong('needs a zod schema as its `input`');
  return wrong;
}

/** Same as `checkTool`. The content of the folder is checked when it is read. */
export function checkSkill(name: string, { group, edition, optIn }: PluginSkill): Wrong {
  return checkFeature('skill', { name, description: '', edition, optIn }, group);
}

const ROOTS = {
  input: 'Use a single z.strictObject({ … }). Make an argument that only some calls take .optional().',
  output: 'Wrap it in an object, such as z.object({ result: … }). Clients accept only objects as results.',
};

/** Clients accept the list of all plugins' schemas as a whole or not at all. */
export function checkRoot(schema: unknown, key: keyof typeof ROOTS, wrong: Wrong): void {
  const fault = schemaFault(schema);
  if (fault !== undefined)
    throw wrong(`needs an object as its \`${key}\`, but the schema ${fault}`, ROOTS[key]);
}

/** Checks what all kinds have in common. Returns the function that creates further errors. */
function checkFeature(kind: string, declaration: object, group: ToolGroupOptions | undefined): Wrong {
  const { name, description, edition, optIn } = (declaration ?? {}) as Record<string, unknown>;
  const wrong: Wrong = (what, hint) => new PluginError(`The ${kind} ${quoted(name)} ${what}.`, { hint });
  if (!isName(name)) throw wrong(`needs a name of ${NAME_FORM}`);
  checkGroup(group, wrong);
  if (typeof description !== 'string') throw wrong('needs a `description`');
  checkText(declaration, 'title', wrong);
  if (edition !== undefined && edition !== 'EE')
    throw wrong(`has the edition ${quoted(edition)}, but it must be EE or be left out`);
  if (optIn !== undefined && typeof optIn !== 'boolean')
    throw wrong('has an `optIn` that is neither true nor false');
  return wrong;
}

function checkGroup(group: ToolGroupOptions | undefined, wrong: Wrong): void {
  if (typeof group?.name !== 'string') throw wrong('needs a `group` with a `name`');
  if (!isName(group.name))
    throw wrong(`has the group ${quoted(group.name)}, but a group name must have ${NAME_FORM}`);
  const ofGroup: Wrong = (what) => wrong(`has the group "${group.name}", which ${what}`);
  if (typeof group.title !== 'string') throw ofGroup('needs a `title`');
  checkText(group, 'instructions', ofGroup);
}

function checkText(owner: object, member: string, wrong: Wrong): void {
  const value = (owner as Record<string, unknown>)[member];
  if (value !== undefined && typeof value !== 'string')
    throw wrong(`has a \`${member}\` that is not a string`);
}

/** Checks for capabilities instead of the class, because a plugin may have its own copy of zod. */
export function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_zod' in value && 'safeParse' in value;
}
