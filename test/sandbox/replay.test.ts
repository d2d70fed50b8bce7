import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Player } from './replay/player.js';
import { readRecordings } from './replay/recording.js';

const recordings = readRecordings(new URL('../recordings/1.3-oss.json', import.meta.url));

/** Recorded entries that the sandbox does not answer as Kestra did, and why not. */
const NOT_SERVED: Record<string, string> = {};

describe('the recordings of Kestra 1.3 OSS', () => {
  let player: Player;

  beforeAll(async () => {
    player = await Player.start();
  });

  afterAll(() => player.close());

  test('name every entry that is not served', () => {
    const names = recordings.map(({ name }) => name);
    expect(Object.keys(NOT_SERVED).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(recordings.map((entry) => [entry.name, entry] as const))('%s', async (name, entry) => {
    const found = await player.play(entry);
    if (name in NOT_SERVED) expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });
});
