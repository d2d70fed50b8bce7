import type { ReadLine } from './lines.js';

/** Reads a line of text ION, Kestra's format for rows. The library is large, so it is loaded only for ION files. */
export async function ionLine(): Promise<ReadLine> {
  return (await import('./ion-line.js')).readIonLine;
}
