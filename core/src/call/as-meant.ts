import type * as z from 'zod';
import { InputError } from '../foundation/errors.js';
import type { JsonSchema, ToolManifest } from '../plugin/manifest/manifest.js';
import { withoutBlanks } from './arguments.js';
import { healed, typeOf } from './heal.js';
import { takes, withPage } from './page.js';
import { type Reach, reachOf } from './reach.js';
import { renamed } from './synonyms.js';

type Arguments = Record<string, unknown>;

/** What is listed of a parameter, and what takes it. */
export interface Known {
  manifest: ToolManifest;
  input: z.ZodObject;
  /** As it is listed where some of it is switched off; only called where it is needed. */
  listed?: () => JsonSchema;
}

/**
 * Arguments in the forms that clients and models send, as the tool takes them: by the schema as listed, and only where
 * the meaning is sure. What does not fit stays as it was sent, for the error to speak of.
 */
export function asMeant(given: Arguments, known: Known): Arguments {
  const { manifest, input, listed } = known;
  const schema = manifest.inputSchema;
  const sent = withAction(withoutBlanks(given, schema), known);
  const reach = reachOf(manifest, sent);
  const named = reach.isDestructive
    ? sent
    : withPage(renamed(sent, manifest, listed), (name) => input.shape[name]);
  const entries = Object.entries(named).flatMap(([name, value]) => {
    const meant = meantValue(name, value, known, reach);
    return meant === undefined ? [] : [[name, meant] as const];
  });
  // A text may have stood for the stated default.
  return withoutBlanks(Object.fromEntries(entries), schema);
}

/** The action first: how much else may be guessed depends on it. */
function withAction(given: Arguments, known: Known): Arguments {
  if (known.manifest.actions === undefined || !Object.hasOwn(given, 'action')) return given;
  const worst = { isDestructive: true, mayLeaveOut: () => false };
  return { ...given, action: meantValue('action', given.action, known, worst) };
}

/** The value as it is meant; undefined where it means "left out". */
function meantValue(name: string, value: unknown, { manifest, input }: Known, reach: Reach): unknown {
  const { properties, required = [] } = manifest.inputSchema as Record<string, unknown>;
  const field = Object.hasOwn(input.shape, name) ? input.shape[name] : undefined;
  const listed = properties as Record<string, JsonSchema> | undefined;
  const schema = listed !== undefined && Object.hasOwn(listed, name) ? listed[name] : undefined;
  if (field === undefined || schema === undefined || typeOf(schema) === undefined) return value;
  const fits = (each: unknown) => takes(field, each);
  const meant = healed(value, { name, schema, fits });
  const isBlank = saysNothing(meant, schema) && !(required as string[]).includes(name);
  const isLoose = meant === '' && isScalar(schema) && fits('');
  if (isBlank && (isLoose || !fits(meant)) && reach.mayLeaveOut(name)) return undefined;
  // What reads it as 0 or false would act on what nobody has said.
  if (isLoose) throw new InputError(`The argument "${name}" is empty.`);
  return meant;
}

function isScalar(schema: JsonSchema): boolean {
  return ['number', 'integer', 'boolean'].includes(String(typeOf(schema)));
}

/** `""`, and `0` for a number: some clients fill in every argument with them. */
function saysNothing(value: unknown, schema: JsonSchema): boolean {
  if (value === '') return true;
  const isNumber = typeOf(schema) === 'number' || typeOf(schema) === 'integer';
  return isNumber && (value === 0 || value === '0');
}
