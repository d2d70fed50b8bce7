import { isObject, type Json } from '../../json.js';
import type { KvWrite } from '../../store/kv.js';
import { kvType, parseKv, typedValue } from '../../store/kv-values.js';
import { parentsOf } from '../../store/namespaces.js';
import { success, type Worker } from './work.js';

/** `kv.Set`: writes a key in the namespace of the flow, or in another one. */
export const setKv: Worker = ({ task, render, execution, host }) => {
  const namespace = String(render(task.namespace ?? execution.namespace));
  const key = String(render(task.key));
  if (task.overwrite === false && host.kv.find(namespace, key)) {
    throw new Error(
      `Cannot set value for key '${key}'. Key already exists and \`overwrite\` is set to \`false\`.`,
    );
  }
  const ttl = task.ttl === undefined ? undefined : String(render(task.ttl));
  const description = task.kvDescription === undefined ? undefined : String(render(task.kvDescription));
  host.kv.put({ namespace, key, ...typed(render(task.value), task.kvType), ttl, description });
  return success();
};

/** `kv.Get`: reads a key in the namespace of the flow, its parents, or another namespace. */
export const getKv: Worker = ({ task, render, execution, host }) => {
  const key = String(render(task.key));
  const namespace = String(render(task.namespace ?? execution.namespace));
  const places = namespace === execution.namespace ? [namespace, ...parentsOf(namespace)] : [namespace];
  const entry = places
    .map((place) => host.kv.find(place, key))
    .find((each) => each && !host.kv.expired(each));
  if (!entry && task.errorOnMissing === true) {
    const place = `in namespace '${namespace}'`;
    throw new Error(`No value found for key '${key}' ${place} and \`errorOnMissing\` is set to true`);
  }
  return success({ value: entry?.value ?? null });
};

function typed(value: Json, type: Json | undefined): Pick<KvWrite, 'type' | 'value'> {
  if (typeof value !== 'string' || type === undefined || type === 'STRING') return typedValue(value);
  const parsed = parseKv(value);
  return isObject(parsed.value) || parsed.type === type ? parsed : { type: kvType(value), value };
}
