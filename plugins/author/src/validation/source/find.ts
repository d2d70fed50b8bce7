import type { Scalar, YAMLMap } from 'yaml';
import type { FlowDocument } from './flow-document.js';
import { pairsOf, textOf } from './nodes.js';
import { walk } from './walk.js';

/** The first scalar with this text, below a key of this name if one is given. */
export function find(flow: FlowDocument, key: string | undefined, text: string | undefined): unknown {
  let found: Scalar | undefined;
  walk(flow.root, {
    scalar: (scalar, path) => {
      if (found === undefined && textOf(scalar) === text && (key === undefined || path.at(-1) === key))
        found = scalar;
    },
  });
  return found;
}

export function typeNamed(flow: FlowDocument, type: string | undefined): unknown {
  return find(flow, 'type', type);
}

/** The key with this name in a map of this type, or else the first one. */
export function keyNamed(flow: FlowDocument, name: string | undefined, type: string | undefined): unknown {
  const found: { map: YAMLMap; key: unknown }[] = [];
  walk(flow.root, {
    map: (map) => {
      const pair = pairsOf(map).find(({ key }) => textOf(key) === name);
      if (pair) found.push({ map, key: pair.key });
    },
  });
  const isFlow = type?.startsWith('io.kestra.core.models.flows.');
  const own = found.find(({ map }) => (isFlow ? map === flow.root : flow.nodes.text(map, 'type') === type));
  return (own ?? found[0])?.key;
}
