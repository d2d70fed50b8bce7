import { InvalidError } from '../wire/errors.js';
import { type Declared, type DeclaredInput, missingInputs } from './declared.js';
import { describeInput } from './describe-input.js';

/** Types that a parser reads. If parsing fails, Kestra quotes the parser and does not name the input. */
const PARSED = new Set([
  'DATE',
  'DATETIME',
  'TIME',
  'DURATION',
  'JSON',
  'YAML',
  'ION',
  'ARRAY',
  'MULTISELECT',
]);

/** Adds the declaration of the affected inputs to Kestra's refusal. Returns other errors unchanged. */
export function explained(error: unknown, declared: Declared, sent: readonly string[]): unknown {
  if (!(error instanceof InvalidError)) return error;
  const lines = meant(error.said, declared.inputs, sent).map((input) => `The ${describeInput(input)}.`);
  if (lines.length === 0) return error;
  const { status, ...rest } = error;
  return new InvalidError(error.code, error.message, {
    ...rest,
    details: [...error.details, ...lines],
    cause: error,
    ...(status !== undefined && { status }),
  });
}

/** True if an error may be about inputs, so that reading the declaration may help. */
export function isAboutInputs(error: unknown): boolean {
  return error instanceof InvalidError && /\binput\b|^\s*(Invalid entity:\s*)?errors:/i.test(error.said);
}

function meant(said: string, inputs: readonly DeclaredInput[], sent: readonly string[]): DeclaredInput[] {
  const missing = /Missing required input:\s*(\S+)/.exec(said)?.[1];
  if (missing !== undefined) return missed(missing, inputs, sent);
  const named = inputs.filter(({ id }) => said.includes(`input \`${id}\``));
  if (named.length > 0) return named;
  if (!/^\s*(Invalid entity:\s*)?errors:/.test(said)) return [];
  return inputs.filter(({ id, type }) => sent.includes(id) && PARSED.has(type)).slice(0, 20);
}

/** Kestra names only the first missing input. */
function missed(first: string, inputs: readonly DeclaredInput[], sent: readonly string[]): DeclaredInput[] {
  const others = missingInputs({ inputs }).filter(({ id }) => id !== first && !sent.includes(id));
  return [...inputs.filter(({ id }) => id === first), ...others].slice(0, 20);
}
