import { ConfigError } from '../foundation/errors.js';
import { KNOWN_TOOLS } from '../plugin/load/known.js';

/** The names derived from the name of a plugin. */
export interface PluginNames {
  /** `kestra-mcp-sla-checks`, or `@acme/sla-checks`. */
  package: string;
  /** The folder, relative to the working folder. */
  folder: string;
  /** `sla-checks`: its id, and the prefix of its files' names. */
  id: string;
  /** `sla_checks`: its group, and a part of its tools' names. */
  snake: string;
  /** `SlaChecks`: the prefix of its classes' names. */
  pascal: string;
  /** `Sla checks`: its title. */
  title: string;
}

const NAME = /^(@[a-z0-9][a-z0-9._-]*\/)?([a-z0-9]+(?:-[a-z0-9]+)*)$/;
/** Tool names have at most 64 characters. */
const LONGEST = 40;

/** Derives the names from the given one: `sla-checks`, `kestra-mcp-sla-checks` or `@acme/sla-checks`. */
export function pluginNames(given: string): PluginNames {
  const [, scope, folder] = NAME.exec(given) ?? [];
  const id = folder?.replace(/^kestra-mcp-(plugin-)?/, '');
  if (folder === undefined || id === undefined || !/^[a-z]/.test(id) || id.length > LONGEST) {
    throw new ConfigError(`"${given}" is not a valid plugin name.`, {
      hint: `Use at most ${LONGEST} lowercase letters, digits and hyphens, starting with a letter. Examples: sla or, with a scope, @acme/sla.`,
    });
  }
  if (Object.hasOwn(KNOWN_TOOLS, id)) {
    throw new ConfigError(`"${id}" is the name of a bundled plugin.`, {
      hint: `Choose another name, such as my-${id}.`,
    });
  }
  const words = id.split('-');
  const isWhole = scope !== undefined || folder !== id;
  return {
    package: isWhole ? given : `kestra-mcp-${id}`,
    folder,
    id,
    snake: words.join('_'),
    pascal: words.map(capital).join(''),
    title: capital(words.join(' ')),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
