import type * as z from 'zod';
import { Invalid } from './values.js';

// What a client, a shell or Docker may do to a value on its way to the server.

/** The whole value is `${…}` or `<…>`, quoted or not. */
const PLACEHOLDER = /^\s*(["']?)(?:(\$\{[^{}]*\})|<[^<>]+>)\1\s*$/;
const LINE_ENDS = /[\r\n]+$/;
const QUOTED = /^\s*(["'])([\s\S]*)\1\s*$/;

/** `${…}` or `<…>` if the whole value is such a placeholder that was not filled in. */
export function placeholderIn(value: unknown): string | undefined {
  const match = typeof value === 'string' ? PLACEHOLDER.exec(value) : null;
  // Only the form, because the content may be a secret.
  return match === null ? undefined : match[2] === undefined ? '<…>' : '${…}';
}

/** The text of the error, after the name of the value. */
export function notFilledIn(form: string): string {
  return `is still the placeholder ${form}, which was not filled in.`;
}

export const FILL_IN =
  'Write the value itself, or remove the setting. A client fills in only the placeholders that it knows.';

/** Rejects values that a parser would accept, such as a placeholder for a password. */
export function refusePlaceholder(value: unknown): void {
  const form = placeholderIn(value);
  if (form !== undefined) throw new Invalid(notFilledIn(form));
}

/** Uses the parser of environment variables for the file too, so that both give the same errors. */
export function by(parse: (value: unknown) => unknown) {
  return (value: unknown, context: z.core.$RefinementCtx): void => {
    try {
      refusePlaceholder(value);
      parse(value);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      context.addIssue(error.message);
    }
  };
}

/** Removes line ends that remain when a secret is read from a file. */
export function withoutLineEnds(text: string): string {
  return text.replace(LINE_ENDS, '');
}

/** Removes one pair of quotes around the whole value, which `docker --env-file` keeps. A second pair is intended. */
export function withoutQuotes(text: string): string {
  return QUOTED.exec(text)?.[2] ?? text;
}
