import { readFileSync } from 'node:fs';
import { GA, LEFT_OUT_OF_1_1 } from './exceptions.js';
import type { Operation, Version } from './tables.js';

/** By `METHOD /templated/path`. */
export type Table = ReadonlyMap<string, Operation>;

/** The operation that a request matches, and the variables in its path. */
export interface Match {
  name: string;
  operation: Operation;
  values: Readonly<Record<string, string>>;
}

/** The operations of a version, exactly as in its table. */
export function snapshot(version: Version): Table {
  const file = new URL(`../../../fixtures/kestra-api/${version}.json`, import.meta.url);
  const { operations } = JSON.parse(readFileSync(file, 'utf8')) as { operations: Record<string, Operation> };
  return new Map(Object.entries(operations));
}

/** The operations of a version, including the exceptions. */
export function tableOf(version: Version): Table {
  const table = new Map(snapshot(version));
  if (version === '1.1') {
    const before = snapshot('1.0');
    for (const { operation } of LEFT_OUT_OF_1_1) table.set(operation, before.get(operation) ?? {});
  }
  for (const { operation, now } of GA[version] ?? []) {
    if (now === 'gone') table.delete(operation);
    else table.set(operation, now);
  }
  return table;
}

/** If several templates match, Kestra uses the one with the fewest variables. */
export function match(table: Table, method: string, path: string): Match | undefined {
  const segments = path.split('/');
  return [...table]
    .flatMap(([name, operation]) => {
      const values = fit(name, method, segments);
      return values ? [{ name, operation, values }] : [];
    })
    .sort((a, b) => Object.keys(a.values).length - Object.keys(b.values).length)[0];
}

function fit(name: string, method: string, segments: string[]): Record<string, string> | undefined {
  const [verb, template = ''] = name.split(' ');
  const places = template.split('/');
  if (verb !== method || places.length !== segments.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, place] of places.entries()) {
    const segment = segments[index] ?? '';
    const variable = /^\{(\w+)\}$/.exec(place)?.[1];
    if (variable === undefined && place !== segment) return undefined;
    if (variable !== undefined) values[variable] = decodeURIComponent(segment);
  }
  return values;
}
