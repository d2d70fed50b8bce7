import { CORE, type PluginType, pluginType } from './catalog.js';
import type { FlowRules } from './rules.js';

/** A type of a version, by its current name. */
export interface KnownType {
  name: string;
  plugin: PluginType;
}

const OLD_GROUPS: Readonly<Record<string, string>> = {
  'io.kestra.core.tasks.debugs.': 'debug.',
  'io.kestra.core.tasks.executions.': 'execution.',
  'io.kestra.core.tasks.flows.': 'flow.',
  'io.kestra.core.tasks.log.': 'log.',
  'io.kestra.core.tasks.states.': 'state.',
  'io.kestra.core.tasks.storages.': 'storage.',
  'io.kestra.core.tasks.templating.': 'templating.',
  'io.kestra.core.tasks.trigger.': 'trigger.',
  'io.kestra.core.models.triggers.types.': 'trigger.',
  'io.kestra.plugin.fs.http.': 'http.',
};
const RENAMED: Readonly<Record<string, string>> = {
  'flow.Flow': 'flow.Subflow',
  'flow.Worker': 'flow.WorkingDirectory',
  'execution.Counts': 'execution.Count',
};
// An old name that 2.0 also accepts.
const WAIT_FOR = `${CORE}flow.WaitFor`;

// Core types outside the catalog, which a flow may contain although they fail in the sandbox.
const MORE = new Set(
  (
    'execution.Count execution.Resume flow.EachParallel flow.EachSequential flow.Template http.SseRequest kv.Put log.Fetch ' +
    'namespace.PurgeFiles state.Delete state.Get state.Set storage.DeduplicateItems storage.FilterItems storage.LocalFiles ' +
    'storage.PurgeCurrentExecutionFiles storage.PurgeStorage storage.Reverse storage.Size storage.Split ' +
    'trigger.McpToolTrigger'
  ).split(' '),
);

/** Finds a type by its name. Undefined if this version does not have it. */
export function knownType(type: string, rules: FlowRules): KnownType | undefined {
  const name = currentName(type, rules);
  const short = name.startsWith(CORE) ? name.slice(CORE.length) : '';
  if (rules.missingTypes.includes(short)) return undefined;
  const plugin = pluginType(name) ?? (MORE.has(short) ? { required: [] } : undefined);
  return plugin && { name, plugin };
}

/** The current name of a type that was renamed. Other names are returned unchanged. */
export function currentName(type: string, { oldNames }: FlowRules): string {
  if (type === WAIT_FOR) return `${CORE}flow.LoopUntil`;
  const old = oldNames ? Object.keys(OLD_GROUPS).find((prefix) => type.startsWith(prefix)) : undefined;
  if (old === undefined) return type;
  const short = `${OLD_GROUPS[old]}${type.slice(old.length)}`;
  return `${CORE}${RENAMED[short] ?? short}`;
}

// Types that 1.3 lists as deprecated.
const DEPRECATED = new Set(
  (
    'debug.Echo execution.Count execution.Resume flow.EachParallel flow.EachSequential flow.Template log.Fetch ' +
    'state.Delete state.Get state.Set storage.LocalFiles trigger.Toggle'
  ).split(' '),
);

export const isDeprecated = (name: string) =>
  name.startsWith(CORE) && DEPRECATED.has(name.slice(CORE.length));
