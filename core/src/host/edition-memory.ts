import type { Edition } from '../selection/judge.js';

/** The edition of an instance, once it is known. */
export type KnownEdition = NonNullable<Edition>;

/** Remembers what each address turned out to be. */
export interface EditionMemory {
  /** Returns what is known about the instance at this address, or undefined. */
  recall(address: string): Edition;
  remember(address: string, edition: KnownEdition): void;
}

/** For programs that embed the host, which should not leave files behind. */
export const FORGETFUL: EditionMemory = { recall: () => undefined, remember: () => undefined };
