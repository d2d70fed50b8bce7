import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/paths.js';

/** The folders that a call passes through, where state could outlive it. */
export const WHERE: readonly string[] = [
  'core/src/kestra',
  'core/src/observe',
  'core/src/host',
  'core/src/plugin',
  'core/src/call',
  'plugins',
];

/** State that outlives a call, and why no caller learns about another from it. */
export const MEMORIES: Readonly<Record<string, string>> = {
  'core/src/call/complete/complete.ts lastFaults': 'the last faults in the log, to compare',
  'core/src/call/confirm/echo.ts spent':
    'how often a loss was confirmed, by a keyed hash that includes the caller',
  'core/src/call/task/ended.ts ends': 'by task id, which is signed for its caller',
  'core/src/host/backend.ts started': 'the Kestra client, which holds no credentials of callers',
  'core/src/host/host.ts isReady': 'requested with the credentials of the server',
  'core/src/host/tasks/task-key.ts key': 'a key of the server',
  'core/src/host/view/readiness.ts asked': 'requested with the credentials of the server',
  'core/src/host/view/sights.ts callers': 'PerCaller, for each address',
  'core/src/host/view/sights.ts selections':
    'by edition and narrowing: the same for every caller who shares both',
  'core/src/host/view/sights.ts watchers': 'each watcher uses its own view',
  'core/src/host/warm-up.ts timer': 'modules of the server',
  'core/src/kestra/caller.ts secret': 'the key that the server signs with',
  'core/src/kestra/fence/guard.ts known': 'PerCaller',
  'core/src/kestra/resources/flows.ts #turns':
    'calls in flight, by flow: a later call sees what an earlier one saved',
  'core/src/kestra/resources/plugin-memory.ts documentations': 'inside plugins.ts #known, which is PerCaller',
  'core/src/kestra/resources/plugins.ts #known': 'PerCaller',
  'core/src/kestra/resources/pebble.ts #kept': 'PerCaller',
  'core/src/kestra/resources/triggers.ts #turns':
    'calls in flight, by tenant: a later call sees the outcome of an earlier one',
  'core/src/kestra/versions/instance.ts #asked': 'PerCaller',
  'core/src/kestra/versions/instance.ts #own.answer': 'inside #asked, which is PerCaller',
  'core/src/kestra/wire/http.ts #ky': 'has no credentials of its own: each request brings them',
  'core/src/observe/observer.ts observers': 'observers that are registered at the start',
  'core/src/observe/route-templates.ts kept': 'route templates by path: no caller sees a path',
  'core/src/plugin/load/bundled-plugin.ts described': 'descriptions of plugins',
  'core/src/plugin/load/host-modules.ts modules': 'modules of the server',
  'core/src/plugin/load/host-modules.ts offered': 'modules of the server',
  'core/src/plugin/load/identity.ts known': 'names of plugins',
  'core/src/plugin/load/imported-code.ts stamps': 'code of plugins',
  'core/src/plugin/run/run.ts calls': 'calls in flight, for the shutdown to wait for',
  'core/src/plugin/run/run.ts ready': 'started plugins, which are responsible for their own state',
  'plugins/author/src/types/search/index-types.ts indexes': 'by catalog, and each caller has their own',
  'plugins/diagnose/src/execution/reading/flow-map.ts #places': 'tasks of one flow, created inside a call',
  'plugins/files/src/files.tools.ts names': 'PerCaller',
  'plugins/files/src/names.ts writing': 'inside files.tools.ts names, which is PerCaller',
  'plugins/files/src/names.ts written': 'inside files.tools.ts names, which is PerCaller',
  'plugins/logs/src/once.ts again': 'created inside a call',
  'plugins/logs/src/once.ts seen': 'created inside a call',
};

const KEPT: readonly RegExp[] = [
  /^(?:export )?const (\w*[a-z]\w*)\b.*= new (?:Weak)?(?:Map|Set|PerCaller|Turns)\b/,
  /^let (\w+)/,
  /^ {2}(?:(?:private|protected|public|static|readonly) )*(#?\w+)(?:: [^=;]*)? = new (?:Weak)?(?:Map|Set|PerCaller|Turns)\b/,
  /\bthis\.(#?\w+(?:\.\w+)*) \?\?=/,
];

/** Returns the state that patterns can find in a file: collections of modules and classes, and values created on first use. */
export function memoriesIn(file: string): string[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const found = lines.flatMap((line) => KEPT.flatMap((pattern) => pattern.exec(line)?.[1] ?? []));
  return [...new Set(found)].map((name) => `${file} ${name}`);
}
