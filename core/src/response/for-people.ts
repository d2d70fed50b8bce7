import { printable } from '../foundation/printable.js';
import { maskAll } from './armed.js';

/** A text for a terminal, without secrets, control sequences and invisible characters. JSON stays valid JSON. */
export function forPeople(text: string): string {
  return printable(maskAll(text));
}
