import type { Finding } from '../finding.js';
import type { FlowDocument } from './flow-document.js';
import { pairsOf, textOf } from './nodes.js';
import { pathText, walk } from './walk.js';

/** Warns about what Kestra saves without a warning although it is probably a mistake. */
export function remarksOn(flow: FlowDocument): Finding[] {
  return [...repeatedKeys(flow), ...repeatedLabels(flow)];
}

/** Warns about flows that occur twice. */
export function repeatedFlows(flows: readonly FlowDocument[]): Finding[] {
  const seen = new Set<string>();
  return flows.flatMap((flow) => {
    const name = `${flow.namespace}.${flow.id}`;
    const isNew = !seen.has(name);
    seen.add(name);
    if (isNew || flow.id === undefined) return [];
    const message = `The flow ${name} occurs twice. The one that is saved last replaces the other.`;
    return [{ message, path: 'id', ...flow.place(flow.nodes.member(flow.root, 'id')) }];
  });
}

function repeatedKeys(flow: FlowDocument): Finding[] {
  const found: Finding[] = [];
  walk(flow.root, {
    map: (map, path) => {
      const seen = new Set<string>();
      for (const { key } of pairsOf(map)) {
        const name = textOf(key);
        if (name === undefined || name === '<<') continue;
        const message = `The key "${name}" occurs twice. Kestra uses the last one without a warning.`;
        if (seen.has(name)) found.push({ message, path: pathText([...path, name]), ...flow.place(key) });
        seen.add(name);
      }
    },
  });
  return found;
}

function repeatedLabels(flow: FlowDocument): Finding[] {
  const seen = new Set<string>();
  return flow.nodes.items(flow.nodes.member(flow.root, 'labels')).flatMap((label, index) => {
    const key = flow.nodes.member(label, 'key');
    const name = textOf(key);
    if (name === undefined || !seen.has(name)) {
      if (name !== undefined) seen.add(name);
      return [];
    }
    return [{ message: `The label "${name}" occurs twice.`, path: `labels[${index}]`, ...flow.place(key) }];
  });
}
