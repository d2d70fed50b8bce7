import { createHash } from 'node:crypto';
import type { Question } from '../../plugin/author/question.js';

/** A short name for a value that was made in a fixed order, by which it is known again. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64url')
    .slice(0, 22);
}

/** What an answer to a question is bound to: with another of it, the question is another one. */
export function aboutOf({ about, ...asked }: Question): string {
  return digestOf(about === undefined ? asked : [asked.key, about]);
}
