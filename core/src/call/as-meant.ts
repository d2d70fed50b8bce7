import type * as z from 'zod';
import { InputError } from '../foundation/errors.js';
import type { JsonSchema, ToolManifest } from '../plugin/manifest/manifest.js';
import { withoutBlanks } from './given/arguments.js';
import { renamed } from './given/synonyms.js';
import { healed, typeOf } from './heal.js';
import { takes, withPage } from './page.js';
import { type Reach, reachOf } from './reach.js';

type Arguments = Record<string, unknown>;

/** The listed parameters of a tool, and the schema that parses them. */
export interface Known {
  manifest: ToolManifest;
  input: z.ZodObject;
  /** The schema as listed when some actions are disabled. Called only if needed. */
  listed?: () => JsonSchema;
}

/**
 * Converts arguments from the forms that clients and models send into the form that the tool expects. It follows the
 * listed schema, and converts only if the meaning is certain. Everything else stays as sent, so that the error can
 * quote it.
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
  // After conversion, a text can equal the stated default.
  return withoutBlanks(Object.fromEntries(entries), schema);
}

/** Resolves the action first, because it decides how much else may be guessed. */
function withAction(given: Arguments, known: Known): Arguments {
  if (known.manifest.actions === undefined || !Object.hasOwn(given, 'action')) return given;
  const worst = { isDestructive: true, mayLeaveOut: () => false };
  return { ...given, action: meantValue('action', given.action, known, worst) };
}

/** Returns the value in the form that the tool expects, or undefined if it means "left out". */
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
  // The tool would read the empty text as 0 or false, which nobody asked for.
  if (isLoose) throw new InputError(`The argument "${name}" is empty.`);
  return meant;
}

function isScalar(schema: JsonSchema): boolean {
  return ['number', 'integer', 'boolean'].includes(String(typeOf(schema)));
}

/** `""`, and `0` for a number: some clients fill every argument with these. */
function saysNothing(value: unknown, schema: JsonSchema): boolean {
  if (value === '') return true;
  const isNumber = typeOf(schema) === 'number' || typeOf(schema) === 'integer';
  return isNumber && (value === 0 || value === '0');
}
