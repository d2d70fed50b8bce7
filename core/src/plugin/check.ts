import { PluginError } from '../errors.js';
import type { ToolDeclaration } from './declaration.js';
import type { ToolGroupOptions } from './metadata.js';

const EFFECTS = ['read', 'write', 'destructive'];

/** What the types hold for TypeScript authors, for those who write plain JavaScript. */
export function checkTool(tool: ToolDeclaration, group: ToolGroupOptions | undefined): void {
  const name = String(tool.name);
  const wrong = (what: string) => new PluginError(`The tool "${name.slice(0, 60)}" ${what}.`);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name))
    throw wrong('needs a name of letters, digits, underscores and hyphens');
  if (typeof group?.name !== 'string') throw wrong('needs a `group` with a `name`');
  if (typeof tool.description !== 'string') throw wrong('needs a `description`');
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

/** By what it can do, not by its class: a plugin may bring its own copy of zod. */
function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_zod' in value && 'safeParse' in value;
}
