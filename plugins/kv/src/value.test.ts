import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const KEY = '/main/namespaces/rec.demo/kv/k';
const FILES = { '1.3': '1.3-oss', '2.0': '2.0-oss' } as const;

/** As it is given, what is sent without a type, and with STRING; undefined where that is refused. */
const FORMS: [value: unknown, sent: string, asString: string | undefined][] = [
  ['two words', '"two words"', '"two words"'],
  ['', '""', '""'],
  ['42', '42', '"42"'],
  ['-0.5', '-0.5', '"-0.5"'],
  ['007', '"007"', '"007"'],
  ['false', 'false', '"false"'],
  ['null', '"null"', '"null"'],
  ['{"a":[1,null]}', '{"a":[1,null]}', '"{\\"a\\":[1,null]}"'],
  ['[1, 2]', '[1, 2]', '"[1, 2]"'],
  ['"in quotes"', '"in quotes"', '"\\"in quotes\\""'],
  ['2026-02-03', '2026-02-03', '"2026-02-03"'],
  ['2026-02-03T04:05:06Z', '2026-02-03T04:05:06Z', '"2026-02-03T04:05:06Z"'],
  ['P2D', 'P2D', undefined],
  [42, '42', '"42"'],
  [-0.5, '-0.5', '"-0.5"'],
  [0, '0', '"0"'],
  [true, 'true', '"true"'],
  [false, 'false', '"false"'],
  [
    { a: [1, null], b: '2026-02-03' },
    '{"a":[1,null],"b":"2026-02-03"}',
    '"{\\"a\\":[1,null],\\"b\\":\\"2026-02-03\\"}"',
  ],
  [[1, '2', null], '[1,"2",null]', '"[1,\\"2\\",null]"'],
  [[], '[]', '"[]"'],
  [{}, '{}', '"{}"'],
];

describe.each(['1.3', '2.0'] as const)('on %s', (version) => {
  const set = (given: object) =>
    callPlugin(
      plugin,
      kestra,
      version,
    )('manage_kv_store', {
      ...{ namespace: 'rec.demo', action: 'set', key: 'k' },
      ...given,
    });
  const stores = (value: unknown) =>
    kestra.answers({
      [`PUT ${KEY}`]: recorded('kv put s', FILES[version]),
      [`GET ${KEY}`]: { json: { type: 'STRING', value } },
    });

  it.each(FORMS)('%j is sent as %s, or as %s where it is to be text', async (value, sent, asString) => {
    stores(value);
    expect(await set({ value })).toMatchObject({ status: 'ok' });
    expect(kestra.asked[0]?.body).toBe(sent);
    const before = kestra.asked.length;
    const answer = await set({ value, type: 'STRING' });
    if (asString === undefined) expect(answer).toEqual({ error: expect.stringContaining('as a STRING') });
    else expect(answer).toMatchObject({ status: 'ok' });
    expect(kestra.asked[before]?.body).toBe(asString);
  });

  it('null is no value, as it is for the Python server', async () => {
    expect(await set({ value: null })).toEqual({
      error: expect.stringContaining('needs the argument "value"'),
    });
    expect(kestra.asked).toEqual([]);
  });

  it('null means nothing to the other actions, and none is a value', async () => {
    expect(await set({})).toEqual({ error: expect.stringContaining('needs the argument "value"') });
    expect(await set({ value: 1, key: null })).toEqual({ error: expect.stringContaining('"key"') });
    kestra.answers({ [`DELETE ${KEY}`]: recorded('kv delete', FILES[version]) });
    expect(await set({ action: 'delete', value: null, type: null })).toMatchObject({ status: 'deleted' });
  });
});
