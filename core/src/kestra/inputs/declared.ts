import type { Flow } from '../types.js';

/** An input as a flow or a pause declares it. Only the members in use are listed. */
export interface DeclaredInput {
  id: string;
  type: string;
  required?: unknown;
  defaults?: unknown;
  prefill?: unknown;
  [key: string]: unknown;
}

/** The declared inputs and their owner, as errors name it: `The flow company.team.etl`. */
export interface Declared {
  of: string;
  inputs: readonly DeclaredInput[];
}

/** A type that refers to inputs declared elsewhere. Only Kestra knows them. */
const ELSEWHERE = 'REUSABLE_INPUTS';

/** The inputs of a flow. */
export function declaredOf({ namespace, id, inputs }: Flow): Declared {
  return { of: `The flow ${namespace}.${id}`, inputs: declaredInputs(inputs) };
}

/** The inputs of a declaration in any shape. Inputs inside forms are listed under their own names. */
export function declaredInputs(list: unknown): DeclaredInput[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isInput).flatMap((input) => [input, ...membersOf(input)]);
}

/** True if names that are not declared here may be valid. */
export function isOpen({ inputs }: Declared): boolean {
  return inputs.some(({ type }) => type === ELSEWHERE);
}

/** True for an input that consists of other inputs. */
export function isGroup({ type }: DeclaredInput): boolean {
  return type === ELSEWHERE || type === 'FORM';
}

/** Inputs that are required and have no default, so that Kestra cannot start without them. */
export function missingInputs({ inputs }: Pick<Declared, 'inputs'>): DeclaredInput[] {
  return inputs.filter(isRequired);
}

/** The defaults of inputs, except the ones that Kestra has to render. */
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
  // A member may be named alone or with its form as a prefix. It is never reported as missing.
  return members.flatMap((input) => [
    { ...input, required: false },
    { ...input, id: `${form.id}.${input.id}`, required: false },
  ]);
}

function isInput(value: unknown): value is DeclaredInput {
  const { id, type } = (value ?? {}) as { id?: unknown; type?: unknown };
  return typeof id === 'string' && typeof type === 'string';
}
