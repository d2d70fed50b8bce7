import type { Edition } from '../selection/judge.js';

/** What an instance has turned out to be. */
export type KnownEdition = NonNullable<Edition>;

/** What the instances at some addresses were when they were asked last. */
export interface EditionMemory {
  /** Of the instance at that address; undefined when nothing is known of it. */
  recall(address: string): Edition;
  remember(address: string, edition: KnownEdition): void;
}

/** For who embeds the host, and finds no files of it. */
export const FORGETFUL: EditionMemory = { recall: () => undefined, remember: () => undefined };
