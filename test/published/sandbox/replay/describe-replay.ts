import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ModeName } from '../modes.js';
import { Player } from './player.js';
import { readRecordings } from './recording.js';
import type { Unrecorded } from './unrecorded.js';

/**
 * Sends the recorded requests of a file to a sandbox in this mode. `notServed` names the entries whose response
 * differs from Kestra's, with the reason. Entries that match must not be named. `unrecorded` names what happened before
 * an entry without being recorded.
 */
export function describeReplay(
  file: string,
  mode: ModeName,
  notServed: Readonly<Record<string, string>>,
  unrecorded: Unrecorded = {},
): void {
  const recordings = readRecordings(new URL(`../../../recordings/${file}`, import.meta.url));
  describe(`the recordings of ${file}`, () => {
    let player: Player;

    beforeAll(async () => {
      player = await Player.start(mode);
    });

    afterAll(() => player.close());

    test('name every entry that is not served, or that something unrecorded precedes', () => {
      const names = recordings.map(({ name }) => name);
      const spoken = [...Object.keys(notServed), ...Object.keys(unrecorded)];
      expect(spoken.filter((name) => !names.includes(name))).toEqual([]);
    });

    test.each(recordings.map((entry) => [entry.name, entry] as const))('%s', async (name, entry) => {
      await player.prepare(unrecorded[name] ?? []);
      const found = await player.play(entry);
      if (name in notServed) expect(found).not.toEqual([]);
      else expect(found).toEqual([]);
    });
  });
}
