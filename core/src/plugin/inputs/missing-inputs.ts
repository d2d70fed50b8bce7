import { InputError } from '../../foundation/errors.js';
import { type Declared, type DeclaredInput, missingInputs } from '../../kestra/inputs/declared.js';
import { describeInput } from '../../kestra/inputs/describe-input.js';
import { type GivenInputs, isGiven, namedValues } from '../../kestra/inputs/given-inputs.js';
import type { CallContext } from '../author/context.js';
import type { Field, Question, Reply } from '../author/question.js';
import { fieldOf } from './field-of.js';

/** Nobody fills in a form with more fields while a call waits. */
const MOST_FIELDS = 20;

/** The declared and the given inputs. */
export interface Asked {
  /** Undefined if it could not be read. Kestra then reports what is missing. */
  declared: Declared | undefined;
  given: GivenInputs;
  /** Continues "Nothing was": for example `started`. */
  undone: string;
}

/**
 * Adds missing required inputs by asking in a form, if the client can show one. Otherwise, and if nothing is missing,
 * returns the inputs unchanged. Throws an InputError that names the inputs that a form cannot ask for, above all
 * secrets, and if the form was not filled in.
 */
export async function askForMissing(
  { ask }: Pick<CallContext, 'ask'>,
  { declared, given, undone }: Asked,
): Promise<GivenInputs> {
  if (ask === undefined || declared === undefined) return given;
  const there = new Set(
    namedValues(declared, given)
      .filter(isGiven)
      .map(({ name }) => name),
  );
  const missing = missingInputs(declared).filter(({ id }) => !there.has(id));
  if (missing.length === 0) return given;
  const fields = missing.map((input) => [input, fieldOf(input)] as const);
  const unasked = fields.flatMap(([input, field]) => (field === undefined ? [input] : []));
  if (unasked.length > 0 || missing.length > MOST_FIELDS) throw required(declared, missing, unasked, undone);
  const reply = await ask(formOf(declared, fields as [DeclaredInput, Field][]));
  if (reply.action !== 'accept') throw notGiven(reply.action, declared, missing, undone);
  const answers = answersTo(missing, reply.content);
  const left = missing.filter(({ id }) => !Object.hasOwn(answers, id));
  if (left.length > 0) throw notGiven('accept', declared, left, undone);
  return { ...given, ...answers };
}

function formOf({ of }: Declared, fields: readonly [DeclaredInput, Field][]): Question {
  const many = fields.length === 1 ? 'an input' : `${fields.length} inputs`;
  return {
    key: 'inputs',
    message: `${of} needs ${many} to continue. Do not enter any secrets here.`,
    fields: Object.fromEntries(fields.map(([{ id }, field]) => [id, field])),
    required: fields.map(([{ id }]) => id),
  };
}

/** Only the inputs that were asked for. A field left empty is still missing. */
function answersTo(
  missing: readonly DeclaredInput[],
  content: Readonly<Record<string, unknown>>,
): GivenInputs {
  const answers = missing.flatMap(({ id }) => {
    const value = Object.hasOwn(content, id) ? content[id] : undefined;
    return value === undefined || value === null || value === '' ? [] : [[id, value] as const];
  });
  return Object.fromEntries(answers);
}

function required(
  { of }: Declared,
  missing: readonly DeclaredInput[],
  unasked: readonly DeclaredInput[],
  undone: string,
): InputError {
  const names = (inputs: readonly DeclaredInput[]) => inputs.map(({ id }) => id).join(', ');
  const secrets = unasked.filter(({ type }) => type === 'SECRET');
  const why = secrets.length === 0 ? '' : ` A form never asks for a secret (${names(secrets)}).`;
  return new InputError(`${of} requires inputs: ${names(missing)}.`, {
    details: missing.map((input) => `The ${describeInput(input)}.`),
    hint: `Nothing was ${undone}.${why} Pass them in the call, or use the Kestra UI.`,
  });
}

const NO: Readonly<Record<Reply['action'], string>> = {
  accept: 'The form was sent without',
  decline: 'The user declined to fill in',
  cancel: 'The user closed the form without filling in',
  timeout: 'Nobody filled in the form in time for',
  failed: 'The client could not show the form for',
};

function notGiven(
  action: Reply['action'],
  { of }: Declared,
  missing: readonly DeclaredInput[],
  undone: string,
): InputError {
  const names = missing.map(({ id }) => id).join(', ');
  return new InputError(`${NO[action]} the missing inputs: ${names}. ${of} requires them.`, {
    details: missing.map((input) => `The ${describeInput(input)}.`),
    hint: `Nothing was ${undone}. Ask the user for them, and pass them in the call.`,
  });
}
