import { isObject, type Json } from '../json.js';
import type { Scope } from '../pebble/evaluate.js';
import { isoDate } from '../time.js';
import type { Host } from './host.js';
import { secretValue } from './secrets.js';

/** The functions that expressions of a namespace can call. */
export function functionsOf(host: Host, namespace: string): Scope['functions'] {
  return {
    kv: ([key, other]) => {
      const entry = host.kv.find(typeof other === 'string' ? other : namespace, String(key));
      return entry && !host.kv.expired(entry) ? entry.value : undefined;
    },
    now: () => isoDate(host.timeline.nowMillis() * 1000),
    secret: ([key]) => (host.secrets.includes(String(key)) ? secretValue(String(key)) : undefined),
    read: ([path]) => read(host, namespace, String(path)),
    range: ([from, to, step]) => range(Number(from), Number(to), Number(step ?? 1)),
    fromJson: ([text]) => JSON.parse(String(text)),
  };
}

// Of Kestra's storage, or of the files of a namespace.
function read(host: Host, namespace: string, path: string): string {
  const [, other, rest] = /^nsfile:\/\/([^/]*)(\/.*)$/.exec(path) ?? [];
  const file = rest ?? (path.startsWith('/') ? path : `/${path}`);
  const content = path.startsWith('kestra://')
    ? host.storage.get(path)
    : host.files.find(other || namespace, file)?.content;
  if (!content) throw new Error(`${path} (File not found)`);
  return content.toString('utf8');
}

function range(from: number, to: number, step: number): number[] {
  const count = step === 0 ? 0 : Math.floor((to - from) / step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => from + index * step);
}

/** The outputs of a task in a loop that belong to the turn of the task run that asks. */
export function currentEach(outputs: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((at, value) => (isObject(at) ? at[value] : undefined), outputs);
}
