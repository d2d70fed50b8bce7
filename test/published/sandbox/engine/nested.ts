import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';

/** Puts a value at the path that a dotted id names: `nest.ed` becomes `{nest: {ed: …}}`. */
export function putNested(tree: JsonObject, path: readonly string[], value: Json): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const below = tree[first];
  const node = isObject(below) ? below : {};
  tree[first] = node;
  putNested(node, rest, value);
}
