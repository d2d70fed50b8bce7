import type { DeclaredInput } from '../../kestra/inputs/declared.js';
import { describeInput, valuesOf } from '../../kestra/inputs/describe-input.js';
import { quoted } from '../author/names.js';
import { type Field } from '../author/question.js';

/** With more choices than this, a list is not useful. */
const MOST_CHOICES = 200;

type Make = (input: DeclaredInput) => Field | undefined;

const text: Make = () => ({ type: 'string', minLength: 1 });
const format = (name: 'email' | 'uri' | 'date' | 'date-time'): Make => {
  return () => ({ type: 'string', format: name });
};
const number =
  (type: 'integer' | 'number'): Make =>
  ({ min, max }) => ({
    type,
    ...(typeof min === 'number' && { minimum: min }),
    ...(typeof max === 'number' && { maximum: max }),
  });
const boolean: Make = () => ({ type: 'boolean' });

/** Types that a form can ask for. A form never asks for secrets, and has no fields for files, lists and objects. */
const FIELDS: Readonly<Record<string, Make>> = {
  STRING: text,
  INT: number('integer'),
  FLOAT: number('number'),
  BOOL: boolean,
  BOOLEAN: boolean,
  SELECT: one,
  ENUM: one,
  MULTISELECT: several,
  DATE: format('date'),
  DATETIME: format('date-time'),
  TIME: text,
  DURATION: text,
  EMAIL: format('email'),
  URI: format('uri'),
};

/** The form field for an input; undefined if a form cannot ask for it. */
export function fieldOf(input: DeclaredInput): Field | undefined {
  const field = Object.hasOwn(FIELDS, input.type) ? FIELDS[input.type]?.(input) : undefined;
  if (field === undefined) return undefined;
  return { title: titleOf(input), description: aboutOf(input), ...field };
}

function one(input: DeclaredInput): Field {
  const values = valuesOf(input);
  const isClosed = values.length > 0 && values.length <= MOST_CHOICES && input.allowCustomValue !== true;
  return isClosed ? { type: 'string', enum: [...new Set(values)] } : { type: 'string', minLength: 1 };
}

function several(input: DeclaredInput): Field | undefined {
  const values = valuesOf(input);
  // Other values may be allowed too. They can be passed in the call.
  if (values.length === 0 || values.length > MOST_CHOICES) return undefined;
  return { type: 'array', items: { type: 'string', enum: [...new Set(values)] }, minItems: 1 };
}

function titleOf({ id, displayName }: DeclaredInput): string {
  return typeof displayName === 'string' && displayName.trim() !== '' ? `${id}: ${quoted(displayName)}` : id;
}

/** The type, and the description in the flow. It is quoted, because the words come from Kestra. */
function aboutOf(input: DeclaredInput): string {
  const what = describeInput(input).replace(/^input "[^"]*" has type /, 'Type ');
  const { description } = input;
  const said = typeof description === 'string' && description.trim() !== '';
  return said ? `${what}. The flow describes it as: ${quoted(description, 300)}` : what;
}
