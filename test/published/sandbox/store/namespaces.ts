import type { FlowStore } from './flows.js';

/** The parents: `['a.b', 'a']` for `a.b.c`. */
export function parentsOf(namespace: string): string[] {
  const parts = namespace.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('.'));
}

/** The namespaces that contain flows, sorted. */
export function distinctNamespaces(flows: FlowStore): string[] {
  return [...new Set(flows.all().map(({ definition }) => definition.namespace))].sort();
}

/** These namespaces and their parents and, unless only existing ones are wanted, the system namespace. */
export function knownNamespaces(flows: FlowStore, existing: boolean): string[] {
  const distinct = distinctNamespaces(flows);
  const all = distinct.flatMap((namespace) => [namespace, ...parentsOf(namespace)]);
  return [...new Set(existing ? all : [...all, 'system'])].sort();
}
