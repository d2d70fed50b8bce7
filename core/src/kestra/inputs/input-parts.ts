import { inputError } from '../../foundation/errors.js';
import type { Flow } from '../types.js';
import type { FormPart } from '../wire/multipart.js';
import { type Declared, declaredOf } from './declared.js';
import { describeInput } from './describe-input.js';
import { filePart } from './file-part.js';
import { type GivenInputs, isGiven, type NamedValue, namedValues } from './given-inputs.js';
import { inputText } from './input-texts.js';

/**
 * The form parts for these inputs, checked against their declaration. Throws an InputError that names what is wrong.
 */
export function inputParts(declared: Declared, given: GivenInputs): FormPart[] {
  const judged = namedValues(declared, given)
    .filter(isGiven)
    .map((value) => ({ value, part: partOf(value) }));
  const wrong = judged.flatMap(({ value, part }) => ('wrong' in part ? [complaint(value, part.wrong)] : []));
  if (wrong.length > 0) throw inputError('The inputs', wrong);
  return judged.flatMap(({ part }) => ('wrong' in part ? [] : [part]));
}

/** The form parts for inputs whose declaration cannot be read: text unchanged, everything else as JSON. */
export function rawParts(given: GivenInputs): FormPart[] {
  return Object.entries(given).flatMap(([name, value]) =>
    value === null || value === undefined
      ? []
      : [{ name, content: typeof value === 'string' ? value : JSON.stringify(value) }],
  );
}

/**
 * The inputs of a flow for routes that take JSON, such as backfills: by id, with words for yes and no as booleans and
 * everything else unchanged. Throws an InputError for an input that the flow does not have, and for a file to upload.
 */
export function jsonInputs(flow: Flow, given: GivenInputs): Record<string, unknown> {
  const judged = namedValues(declaredOf(flow), given)
    .filter(isGiven)
    .map((value) => ({ value, json: jsonOf(value) }));
  const wrong = judged.flatMap(({ value, json }) => ('wrong' in json ? [complaint(value, json.wrong)] : []));
  if (wrong.length > 0) throw inputError('The inputs', wrong);
  return Object.fromEntries(
    judged.flatMap(({ value, json }) => ('wrong' in json ? [] : [[value.name, json.value]])),
  );
}

function partOf({ name, value, input }: NamedValue): FormPart | { wrong: string } {
  if (input?.type === 'FILE') return filePart(input, value);
  const judged = inputText(value, input);
  return 'wrong' in judged ? judged : { name, content: judged.text };
}

function jsonOf({ value, input }: NamedValue): { value: unknown } | { wrong: string } {
  const part = input?.type === 'FILE' ? filePart(input, value) : inputText(value, input);
  if ('wrong' in part) return part;
  if ('filename' in part) return { wrong: 'a file cannot be uploaded here' };
  const isBoolean = input?.type === 'BOOL' || input?.type === 'BOOLEAN';
  return { value: isBoolean && 'text' in part && part.text !== '' ? part.text === 'true' : value };
}

function complaint({ name, input }: NamedValue, wrong: string): string {
  return `The input "${name}" cannot be sent: ${wrong}.${input === undefined ? '' : ` The ${describeInput(input)}.`}`;
}
