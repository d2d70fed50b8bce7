import type * as z from 'zod';
import { Invalid } from './values.js';

// What a client, a shell or Docker makes of a value on its way to the host.

/** As a whole `${…}` or `<…>`, in quotes or not. */
const PLACEHOLDER = /^\s*(["']?)(?:(\$\{[^{}]*\})|<[^<>]+>)\1\s*$/;
const LINE_ENDS = /[\r\n]+$/;
const QUOTED = /^\s*(["'])([\s\S]*)\1\s*$/;

/** `${…}` or `<…>`, when the value is one as a whole: somebody was to put the real one there. */
export function placeholderIn(value: unknown): string | undefined {
  const match = typeof value === 'string' ? PLACEHOLDER.exec(value) : null;
  // Its form alone: what is within may be a secret after all.
  return match === null ? undefined : match[2] === undefined ? '<…>' : '${…}';
}

/** What an error says of it, behind the name of the value. */
export function notFilledIn(form: string): string {
  return `is still the placeholder ${form}, which was not filled in.`;
}

export const FILL_IN =
  'Write the value itself, or remove the setting. A client fills in only the placeholders that it knows.';

/** Refuses what no parser can know to be wrong, such as a placeholder for a password. */
export function refusePlaceholder(value: unknown): void {
  const form = placeholderIn(value);
  if (form !== undefined) throw new Invalid(notFilledIn(form));
}

/** Lets the parser that reads the environment judge the file too, so that both say the same. */
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

/** Without the line ends that come along when a secret is read from a file. */
export function withoutLineEnds(text: string): string {
  return text.replace(LINE_ENDS, '');
}

/** Without one pair of quotes around the whole, which `docker --env-file` leaves; a second pair is meant. */
export function withoutQuotes(text: string): string {
  return QUOTED.exec(text)?.[2] ?? text;
}
