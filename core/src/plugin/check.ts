import { PluginError } from '../errors.js';
import type { ToolDeclaration } from './declaration.js';
import type { ToolGroupOptions } from './metadata.js';
import type { PromptDeclaration } from './prompt.js';
import type { ResourceDeclaration } from './resource.js';

const EFFECTS = ['read', 'write', 'destructive'];

/** What the types hold for TypeScript authors, for those who write plain JavaScript. */
export function checkTool(tool: ToolDeclaration, group: ToolGroupOptions | undefined): void {
  const wrong = checkFeature('tool', tool, group);
  for (const key of ['input', 'output'] as const) {
    if (!isSchema(tool[key])) throw wrong(`needs a zod schema as \`${key}\``);
  }
  const specs = [...Object.values(tool.actions ?? {}), ...Object.values(tool.switches ?? {})];
  const effects = [...(tool.actions ? [] : [tool.effect]), ...specs.map((spec) => spec?.effect)];
  const odd = effects.find((effect) => !EFFECTS.includes(String(effect)));
  if (effects.some((effect) => !EFFECTS.includes(String(effect)))) {
    throw wrong(`has the effect "${String(odd)}"; it must be ${EFFECTS.join(', ')}`);
  }
}

/** As `checkTool`; a template may hold names in braces and nothing else of RFC 6570. */
export function checkResource(resource: ResourceDeclaration, group: ToolGroupOptions | undefined): void {
  const wrong = checkFeature('resource', resource, group);
  const uri = String(resource.uri);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(uri))
    throw wrong('needs a `uri` that starts with a scheme, such as sla://report');
  if (/[{}]/.test(uri.replace(/\{[A-Za-z_]\w*\}/g, ''))) {
    throw wrong('has a `uri` with braces that hold something else than a name');
  }
}

export function checkPrompt(prompt: PromptDeclaration, group: ToolGroupOptions | undefined): void {
  const wrong = checkFeature('prompt', prompt, group);
  if (prompt.input !== undefined && !isSchema(prompt.input)) throw wrong('needs a zod schema as `input`');
}

/** What all three have; gives what a further problem is told with. */
function checkFeature(
  kind: string,
  { name, description }: { name: unknown; description: unknown },
  group: ToolGroupOptions | undefined,
): (what: string) => PluginError {
  const wrong = (what: string) => new PluginError(`The ${kind} "${String(name).slice(0, 60)}" ${what}.`);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(String(name))) {
    throw wrong('needs a name of letters, digits, underscores and hyphens');
  }
  if (typeof group?.name !== 'string') throw wrong('needs a `group` with a `name`');
  if (typeof description !== 'string') throw wrong('needs a `description`');
  return wrong;
}

/** By what it can do, not by its class: a plugin may bring its own copy of zod. */
export function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_zod' in value && 'safeParse' in value;
}
