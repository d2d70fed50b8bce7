import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Player } from './replay/player.js';
import { readRecordings } from './replay/recording.js';

const recordings = readRecordings(new URL('../../recordings/1.3-oss.json', import.meta.url));

const GRAPH = 'nothing reads graphs yet, and clusters of nested tasks are not recorded';
const PLUGINS = 'describes the plugins of a real server';

/** Recorded entries that the sandbox does not answer as Kestra did, and why not. */
const NOT_SERVED: Record<string, string> = {
  'flow graph': GRAPH,
  'execution graph': GRAPH,
  plugins: PLUGINS,
  'plugin documentation': PLUGINS,
  'plugin documentation, unknown': PLUGINS,
  'plugin schema of flow': PLUGINS,
  'plugin groups': PLUGINS,
  'plugin inputs': PLUGINS,
  'pebble functions': PLUGINS,
  'pebble filters': PLUGINS,
  'dashboard chart data': 'what charts show is not computed',
  blueprints: 'Kestra fetches them from the internet',
  usages: 'statistics of a real server',
};

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
