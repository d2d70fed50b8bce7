import { createHash } from 'node:crypto';
import type { Question } from '../../plugin/author/question.js';

/** A short identifier for a value whose keys have a fixed order. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64url')
    .slice(0, 22);
}

/** What an answer is bound to. If any of this differs, it is another question. */
export function aboutOf({ about, ...asked }: Question): string {
  return digestOf(about === undefined ? asked : [asked.key, about]);
}
