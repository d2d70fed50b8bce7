import { internalError } from '../http/envelope.js';
import type { Mode } from '../modes.js';
import { type Condition, textPasses } from './condition.js';
import type { Field } from './resource.js';

const KEYED = ['IN', 'NOT_IN', 'EQUALS', 'NOT_EQUALS'];
const WITHOUT_KEY = ['CONTAINS', 'NOT_CONTAINS', 'IS_NULL', 'IS_NOT_NULL'];

type Labels = readonly { key: string; value: string }[];

/** Labels. One label is selected by its key: `filters[labels][EQUALS][env]=test`. */
export function labelsField<T>(read: (row: T) => Labels, { filterGroups: strict }: Mode): Field<T> {
  if (!strict) {
    const refuse = ({ key, operator }: Condition) => {
      if (key === undefined && KEYED.includes(operator))
        throw internalError(`Unsupported operation for query: ${operator}`);
    };
    const operators = ['EQUALS', 'NOT_EQUALS', 'IN', 'NOT_IN', 'CONTAINS'];
    return { operators, check: refuse, test: (row, condition) => labelPasses(read(row), condition) };
  }
  return {
    operators: [...KEYED, ...WITHOUT_KEY],
    complaint: keyComplaint,
    test: (row, condition) => strictPasses(read(row), condition),
  };
}

function keyComplaint({ key, operator }: Condition): string | undefined {
  if (key !== undefined || !KEYED.includes(operator)) return undefined;
  const form = `filters[labels][${operator}][<key>]=<value>`;
  const others = WITHOUT_KEY.join(', ');
  return `Operation ${operator} on the labels field requires a label key, as in ${form}. Operations supported without a key are [${others}].`;
}

// 2.0 treats the list of an IN with a key as one value, and CONTAINS finds no key.
function strictPasses(labels: Labels, condition: Condition): boolean {
  if (condition.key === undefined && condition.operator.endsWith('NULL')) {
    return (labels.length === 0) === (condition.operator === 'IS_NULL');
  }
  const whole = { IN: 'EQUALS', NOT_IN: 'NOT_EQUALS' } as const;
  const { operator } = condition;
  const read = operator === 'IN' || operator === 'NOT_IN' ? whole[operator] : operator;
  return labelPasses(labels, { ...condition, operator: read });
}

function labelPasses(labels: Labels, condition: Condition): boolean {
  return textPasses(labels.find(({ key }) => key === condition.key)?.value, condition);
}
