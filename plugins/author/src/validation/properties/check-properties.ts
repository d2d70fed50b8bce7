import { isScalar } from 'yaml';
import type { Finding } from '../finding.js';
import type { FlowDocument } from '../source/flow-document.js';
import { textOf } from '../source/nodes.js';
import type { Documented, Property } from './documented.js';

/** Durations as Java parses them: days and smaller units. */
const DURATION = /^[-+]?P(?=.)([-+]?\d+D)?(T(?=.)([-+]?\d+H)?([-+]?\d+M)?([-+]?\d+([.,]\d{0,9})?S)?)?$/i;

/** Finds wrong values that Kestra only notices when it renders them. */
export function wrongValues(flow: FlowDocument, documented: Documented): Finding[] {
  return flow.named.flatMap(({ map }) => {
    const properties = documented.get(flow.nodes.text(map, 'type') ?? '');
    if (properties === undefined || flow.nodes.text(map, 'disabled') === 'true') return [];
    return Object.entries(properties).flatMap(([name, property]) => {
      const node = flow.nodes.member(map, name);
      const text = textOf(node);
      if (!isScalar(node) || text === undefined || text.includes('{')) return [];
      const expected = expectedOf(property, text);
      if (expected === undefined) return [];
      const message = `${name} is ${JSON.stringify(text.slice(0, 100))}, but must be ${expected}.`;
      return [
        {
          message,
          path: `${flow.nodes.text(map, 'id')}.${name}`,
          ...flow.place(node),
          fails: 'run' as const,
        },
      ];
    });
  });
}

/** What the property must be, if the text is not that. */
function expectedOf({ type, format, enum: values, $dynamic }: Property, text: string): string | undefined {
  if ($dynamic !== true) return undefined;
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) {
    const isOne = values.some((value) => plain(value) === plain(text));
    return isOne ? undefined : `one of ${values.slice(0, 20).join(', ')}`;
  }
  // Kestra may read a number as seconds.
  const isDuration = DURATION.test(text) || /^[\d.]+$/.test(text);
  return type === 'string' && format === 'duration' && !isDuration
    ? 'an ISO 8601 duration such as PT5M'
    : undefined;
}

/** Kestra accepts some names in another case, or with other separators. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
