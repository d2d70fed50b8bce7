import type { DeclaredInput } from '../../kestra/inputs/declared.js';
import { describeInput, valuesOf } from '../../kestra/inputs/describe-input.js';
import { quoted } from '../author/names.js';
import { type Field } from '../author/question.js';

/** More choices are no list to choose from. */
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

/** Types that a form can ask for. A secret is never asked for; files, lists and objects have no field in a form. */
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

/** The field of a form for an input; undefined for one that no form asks for. */
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
  // Others may be allowed as well: these can be given with the call.
  if (values.length === 0 || values.length > MOST_CHOICES) return undefined;
  return { type: 'array', items: { type: 'string', enum: [...new Set(values)] }, minItems: 1 };
}

function titleOf({ id, displayName }: DeclaredInput): string {
  return typeof displayName === 'string' && displayName.trim() !== '' ? `${id}: ${quoted(displayName)}` : id;
}

/** What it is to the host, and what the flow says of it, in quotes: the words are Kestra's. */
function aboutOf(input: DeclaredInput): string {
  const what = describeInput(input).replace(/^input "[^"]*" is /, '');
  const { description } = input;
  const said = typeof description === 'string' && description.trim() !== '';
  return said ? `${what}. The flow describes it as: ${quoted(description, 300)}` : what;
}
