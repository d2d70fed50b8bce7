import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ManualClock } from './clock.js';
import { Probe } from './testing/probe.js';

describe('the key-value store', () => {
  const clock = new ManualClock();
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ clock });
  });
  afterAll(() => probe.close());

  const put = (path: string, text: string, headers = {}) =>
    probe.send('PUT', `/namespaces/${path}`, { text, headers });

  test('counts versions and keeps the type of each value', async () => {
    await put('lab/kv/k', '1');
    await put('lab/kv/k', '"one"');
    expect(await probe.object('GET', '/namespaces/lab/kv/k')).toMatchObject({
      type: 'STRING',
      value: 'one',
      revision: 2,
    });
  });

  test('forgets a key when its time is over', async () => {
    await put('lab/kv/short', 'true', { ttl: 'PT1H' });
    clock.advance(3_599_000);
    expect((await probe.send('GET', '/namespaces/lab/kv/short')).status).toBe(200);
    clock.advance(2000);
    expect((await probe.send('GET', '/namespaces/lab/kv/short')).status).toBe(410);
    expect((await probe.send('GET', '/namespaces/lab/kv')).body).not.toContainEqual(
      expect.objectContaining({ key: 'short' }),
    );
  });

  test('lists what a namespace inherits, and finds by exact namespace or by prefix', async () => {
    await put('lab.sub/kv/own', '1');
    const inherited = await probe.send('GET', '/namespaces/lab.sub/kv/inheritance');
    expect(inherited.body).toEqual([expect.objectContaining({ namespace: 'lab', key: 'k' })]);
    expect(await probe.object('GET', '/kv?filters[namespace][EQUALS]=lab')).toMatchObject({ total: 1 });
    expect(await probe.object('GET', '/kv?filters[namespace][PREFIX]=lab')).toMatchObject({ total: 2 });
    expect(await probe.object('GET', '/kv?filters[q][EQUALS]=OWN')).toMatchObject({ total: 1 });
  });

  test('deletes several keys and names those that were there', async () => {
    const answer = await probe.send('DELETE', '/namespaces/lab/kv', { json: { keys: ['k', 'none'] } });
    expect(answer.body).toEqual({ keys: ['k'] });
  });
});
