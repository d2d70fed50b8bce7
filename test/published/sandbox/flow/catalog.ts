import type { Json } from '../json.js';

/** What the sandbox knows about a task or trigger type. */
export interface PluginType {
  /** Properties that Kestra requires. */
  required: readonly string[];
  /** Default values, which Kestra omits from its JSON. */
  defaults?: Readonly<Record<string, Json>>;
}

export const CORE = 'io.kestra.plugin.core.';

const RUN: Record<string, PluginType> = {
  'log.Log': { required: ['message'] },
  'debug.Return': { required: [] },
  'execution.Fail': { required: [] },
  'execution.Labels': { required: ['labels'] },
  'flow.Sleep': { required: ['duration'] },
  'flow.Pause': { required: [] },
  'flow.Subflow': { required: ['namespace', 'flowId'], defaults: { wait: true, transmitFailed: true } },
  'flow.Parallel': { required: ['tasks'], defaults: { concurrent: 0 } },
  'flow.Sequential': { required: ['tasks'] },
  'flow.If': { required: ['condition', 'then'] },
  'flow.Switch': { required: ['value'] },
  'flow.Dag': { required: ['tasks'], defaults: { concurrent: 0 } },
  'flow.AllowFailure': { required: ['tasks'] },
  'flow.WorkingDirectory': { required: ['tasks'] },
  'flow.ForEach': { required: ['tasks', 'values'], defaults: { concurrencyLimit: 1 } },
  'flow.EachSequential': { required: ['tasks', 'value'] },
  'flow.EachParallel': { required: ['tasks', 'value'] },
  'flow.Loop': { required: ['tasks', 'values'], defaults: { concurrencyLimit: 1, transmitFailed: true } },
  'flow.LoopUntil': { required: ['tasks', 'condition'] },
  'flow.WaitFor': { required: ['tasks', 'condition'] },
  'execution.Assert': { required: ['conditions'] },
  'metric.Publish': { required: [] },
  'storage.Write': { required: ['content'] },
  'kv.Set': { required: ['key', 'value'] },
  'kv.Get': { required: ['key'] },
  'output.OutputValues': { required: ['values'] },
};

const TRIGGERS: Record<string, PluginType> = {
  'trigger.Schedule': { required: ['cron'] },
  'trigger.Flow': { required: [] },
  'trigger.Webhook': { required: ['key'] },
};

// Core types that a flow may contain although they fail in the sandbox.
const NOT_RUN =
  'debug.Echo execution.Exit execution.SetVariables execution.UnsetVariables ' +
  'execution.PurgeExecutions flow.ForEachItem http.Download http.Request http.Trigger kv.Delete kv.GetKeys ' +
  'kv.PurgeKV log.PurgeLogs namespace.DeleteFiles namespace.DownloadFiles namespace.UploadFiles ' +
  'output.OutputValues runner.Process storage.Concat storage.Delete templating.TemplatedTask ' +
  'trigger.ScheduleOnDates trigger.Toggle';

// Types of other plugins that a flow may contain although they fail in the sandbox.
const OTHER_PLUGINS =
  /^io\.kestra\.plugin\.(scripts|ai|airbyte|aws|azure|cloudquery|dbt|docker|fs|gcp|git|googleworkspace|jdbc|kafka|kestra|kubernetes|mongodb|notifications|slack|soda|terraform)\.[\w.]*[A-Z]\w*$/;

const NOTHING_REQUIRED: PluginType = { required: [] };

/** Finds a type by its name. Undefined if Kestra would not know it either. */
export function pluginType(name: string): PluginType | undefined {
  if (!name.startsWith(CORE)) return OTHER_PLUGINS.test(name) ? NOTHING_REQUIRED : undefined;
  const short = name.slice(CORE.length);
  return RUN[short] ?? TRIGGERS[short] ?? (NOT_RUN.split(' ').includes(short) ? NOTHING_REQUIRED : undefined);
}

/** The short name: `Subflow` for `io.kestra.plugin.core.flow.Subflow`. Undefined if the sandbox does not run it. */
export function runnableName(type: string): string | undefined {
  const short = type.slice(CORE.length);
  return type.startsWith(CORE) && short in RUN ? short : undefined;
}

/** The full name: `io.kestra.plugin.core.flow.Subflow` for `flow.Subflow`. */
export const coreType = (short: string) => `${CORE}${short}`;
