import type { Flow } from '../types.js';

/** An input as a flow, or the pause of one, declares it; only what is read here is named. */
export interface DeclaredInput {
  id: string;
  type: string;
  required?: unknown;
  defaults?: unknown;
  prefill?: unknown;
  [key: string]: unknown;
}

/** What is declared, and whose it is, in the words of errors: `The flow company.team.etl`. */
export interface Declared {
  of: string;
  inputs: readonly DeclaredInput[];
}

/** Inputs that stand for those of another place: which those are is for Kestra to know. */
const ELSEWHERE = 'REUSABLE_INPUTS';

/** The inputs of a flow. */
export function declaredOf({ namespace, id, inputs }: Flow): Declared {
  return { of: `The flow ${namespace}.${id}`, inputs: declaredInputs(inputs) };
}

/** The inputs of a declaration in whatever state it is, with those of its forms under their own names. */
export function declaredInputs(list: unknown): DeclaredInput[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isInput).flatMap((input) => [input, ...membersOf(input)]);
}

/** Whether names may be right that are not declared here. */
export function isOpen({ inputs }: Declared): boolean {
  return inputs.some(({ type }) => type === ELSEWHERE);
}

/** An input that is made of others. */
export function isGroup({ type }: DeclaredInput): boolean {
  return type === ELSEWHERE || type === 'FORM';
}

/** Inputs without which Kestra does not go on: required, and without a value of their own. */
export function missingInputs({ inputs }: Pick<Declared, 'inputs'>): DeclaredInput[] {
  return inputs.filter(isRequired);
}

/** The values that inputs have of themselves, but for those that Kestra has yet to render. */
export function defaultInputs({ inputs }: Declared): Record<string, unknown> {
  const plain = inputs.filter(
    ({ defaults }) => !isNothing(defaults) && !JSON.stringify(defaults).includes('{{'),
  );
  return Object.fromEntries(plain.map(({ id, defaults }) => [id, defaults]));
}

function isRequired({ type, required, defaults, prefill, dependsOn }: DeclaredInput): boolean {
  const optional = required === false || type === 'FORM' || type === ELSEWHERE;
  return !optional && isNothing(defaults) && isNothing(prefill) && isNothing(dependsOn);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function membersOf(form: DeclaredInput): DeclaredInput[] {
  const members = form.type === 'FORM' && Array.isArray(form.inputs) ? form.inputs.filter(isInput) : [];
  // A member may be named alone or behind its form; it is not missed when it is left out.
  return members.flatMap((input) => [
    { ...input, required: false },
    { ...input, id: `${form.id}.${input.id}`, required: false },
  ]);
}

function isInput(value: unknown): value is DeclaredInput {
  const { id, type } = (value ?? {}) as { id?: unknown; type?: unknown };
  return typeof id === 'string' && typeof type === 'string';
}
