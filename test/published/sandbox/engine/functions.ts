import { isObject, type Json } from '../json.js';
import { EvaluationError } from '../pebble/errors.js';
import type { Scope } from '../pebble/evaluate.js';
import { isoDate } from '../time.js';
import type { Host } from './host.js';
import { secretValue } from './secrets.js';

/** The functions that expressions in a namespace can call. */
export function functionsOf(host: Host, namespace: string): Scope['functions'] {
  return {
    kv: ([key, ...others]) => kv(host, namespace, String(key), others),
    now: () => isoDate(host.timeline.nowMillis() * 1000),
    secret: ([key]) => secret(host, String(key)),
    read: ([path]) => read(host, namespace, String(path)),
    range: ([from, to, step]) => range(Number(from), Number(to), Number(step ?? 1)),
    fromJson: ([text]) => JSON.parse(String(text)),
    ...(host.ways.jsonInPebble ? { json: ([text]: Json[]) => JSON.parse(String(text)) } : {}),
  };
}

// Besides the key, the call may have a namespace and `errorOnMissing=false`.
function kv(host: Host, own: string, key: string, others: readonly Json[]): Json | undefined {
  const namespace = others.find((other): other is string => typeof other === 'string') ?? own;
  const entry = host.kv.find(namespace, key);
  if (entry && !host.kv.expired(entry)) return shown(entry.value);
  if (others.includes(false)) return undefined;
  throw new EvaluationError(`The key '${key}' does not exist in the namespace '${namespace}'.`);
}

// Kestra does not treat a timestamp with an offset as text. It omits seconds that are zero.
function shown(value: Json): Json {
  const moment = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}):00([+-]\d{2}:\d{2})$/.exec(String(value));
  return moment ? `${moment[1]}${moment[2]}` : value;
}

function secret({ secrets }: Host, key: string): string {
  if (secrets.includes(key)) return secretValue(key);
  throw new EvaluationError(`Cannot find secret for key '${key}'.`);
}

// A file in Kestra's storage, or a namespace file.
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

/** The outputs of a task in a loop that belong to the same turn as the given task run. */
export function currentEach(outputs: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((at, value) => (isObject(at) ? at[value] : undefined), outputs);
}
