import type { ReadLine } from './lines.js';

/** Reads a line of text ION, which is how Kestra's storage has rows; what reads it is large, and imported for it alone. */
export async function ionLine(): Promise<ReadLine> {
  return (await import('./ion-line.js')).readIonLine;
}
