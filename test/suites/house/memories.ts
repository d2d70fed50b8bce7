import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/paths.js';

/** Where a call passes by, and something of it might stay. */
export const WHERE: readonly string[] = [
  'core/src/kestra',
  'core/src/observe',
  'core/src/host',
  'core/src/plugin',
  'core/src/call',
  'plugins',
];

/** What outlives a call there, and why no caller can hear of another by it. */
export const MEMORIES: Readonly<Record<string, string>> = {
  'core/src/call/complete/complete.ts lastFaults': 'what the log was told last, to compare',
  'core/src/call/confirm/echo.ts spent':
    'how often a loss was confirmed, by a keyed hash that has the caller in it',
  'core/src/call/task/ended.ts ends': 'by id, which is signed for its caller',
  'core/src/host/backend.ts started': 'the client, which has no credentials of callers',
  'core/src/host/host.ts isReady': 'asked as the host',
  'core/src/host/tasks/task-key.ts key': 'a key of the host',
  'core/src/host/view/readiness.ts asked': 'asked as the host',
  'core/src/host/view/sights.ts callers': 'PerCaller, of each address',
  'core/src/host/view/sights.ts selections': 'by edition and narrowing: the same for all who have these',
  'core/src/host/view/sights.ts watchers': 'each looks with its own view',
  'core/src/host/warm-up.ts timer': 'modules of the host',
  'core/src/kestra/caller.ts secret': 'what the host signs with',
  'core/src/kestra/fence/guard.ts known': 'PerCaller',
  'core/src/kestra/resources/flows.ts #turns':
    'calls in flight, by flow: who comes later sees what the first has saved',
  'core/src/kestra/resources/plugin-memory.ts documentations': 'within the next',
  'core/src/kestra/resources/plugins.ts #known': 'PerCaller',
  'core/src/kestra/resources/pebble.ts #kept': 'PerCaller',
  'core/src/kestra/resources/triggers.ts #turns':
    'calls in flight, by tenant: who comes later sees what came of the first',
  'core/src/kestra/versions/instance.ts #asked': 'PerCaller',
  'core/src/kestra/versions/instance.ts #own.answer': 'within the above',
  'core/src/kestra/wire/http.ts #ky': 'sends what it is given; credentials come with each request',
  'core/src/observe/observer.ts observers': 'who counts, which is asked for at the start',
  'core/src/observe/route-templates.ts kept': 'templates by path; nobody is told a path',
  'core/src/plugin/load/bundled-plugin.ts described': 'what plugins say of themselves',
  'core/src/plugin/load/host-modules.ts modules': 'modules of the host',
  'core/src/plugin/load/host-modules.ts offered': 'modules of the host',
  'core/src/plugin/load/identity.ts known': 'names of plugins',
  'core/src/plugin/load/imported-code.ts stamps': 'code of plugins',
  'core/src/plugin/run/run.ts calls': 'calls in flight, to be waited for',
  'core/src/plugin/run/run.ts ready': 'plugins, started as the host; what they keep is theirs',
  'plugins/author/src/types/search/index-types.ts indexes': 'by catalogue, of which each caller has an own',
  'plugins/diagnose/src/execution/reading/flow-map.ts #places': 'tasks of one flow, made within a call',
  'plugins/files/src/files.tools.ts names': 'PerCaller',
  'plugins/files/src/names.ts writing': 'within the above',
  'plugins/files/src/names.ts written': 'within the above',
  'plugins/logs/src/once.ts again': 'of one call',
  'plugins/logs/src/once.ts seen': 'of one call',
};

const KEPT: readonly RegExp[] = [
  /^(?:export )?const (\w*[a-z]\w*)\b.*= new (?:Weak)?(?:Map|Set|PerCaller|Turns)\b/,
  /^let (\w+)/,
  /^ {2}(?:(?:private|protected|public|static|readonly) )*(#?\w+)(?:: [^=;]*)? = new (?:Weak)?(?:Map|Set|PerCaller|Turns)\b/,
  /\bthis\.(#?\w+(?:\.\w+)*) \?\?=/,
];

/** What a file keeps, as far as it can be seen: collections of modules and classes, and what is made on first use. */
export function memoriesIn(file: string): string[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const found = lines.flatMap((line) => KEPT.flatMap((pattern) => pattern.exec(line)?.[1] ?? []));
  return [...new Set(found)].map((name) => `${file} ${name}`);
}
