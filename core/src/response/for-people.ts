import { printable } from '../foundation/printable.js';
import { maskAll } from './armed.js';

/** A text as it is printed: no secret in it, and nothing that steers a terminal or cannot be seen. JSON stays JSON. */
export function forPeople(text: string): string {
  return printable(maskAll(text));
}
