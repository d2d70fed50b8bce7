import type { Readable, Writable } from 'node:stream';
import * as clack from '@clack/prompts';
import { Invalid } from '../../config/values/values.js';

/** The user canceled. Nothing is written. */
export class Cancelled extends Error {}

export interface Terminal {
  input: Readable;
  output: Writable;
}

type Parse<T> = (value: unknown) => T;

/** Asks for one line. The known answer is shown until something is typed, and Enter accepts it. */
export async function askText<T>(
  terminal: Terminal,
  message: string,
  known: string,
  parse: Parse<T>,
): Promise<T> {
  const validate = (value: string | undefined) => reason(value || known, parse);
  const shown = { placeholder: known, defaultValue: known };
  return parse(await answered(clack.text({ ...terminal, message, validate, ...shown })));
}

/** Asks for a secret, without showing it. If an answer is known, Enter keeps it. */
export async function askSecret(
  terminal: Terminal,
  message: string,
  known: string | undefined,
  parse: Parse<string>,
): Promise<string> {
  const given = await answered(
    clack.password({
      ...terminal,
      message: known === undefined ? message : `${message} (press Enter to keep it)`,
      validate: (value) => (known !== undefined && !value ? undefined : reason(value, parse)),
    }),
  );
  return known !== undefined && !given ? known : parse(given);
}

export async function answered<T>(asked: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await asked;
  if (clack.isCancel(answer)) throw new Cancelled();
  return answer as Exclude<T, symbol>;
}

/** Describes what is wrong with an answer; undefined if it is valid. */
function reason(value: string | undefined, parse: Parse<unknown>): string | undefined {
  try {
    parse(value ?? '');
    return undefined;
  } catch (error) {
    if (error instanceof Invalid) return `It ${error.message}`;
    throw error;
  }
}
