import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)('manage_kv_store', { namespace: 'rec.demo', key: 'k', ...given });
const KEY = '/main/namespaces/rec.demo/kv/k';

describe('a value that is set', () => {
  it.each([
    ['s', 'text', '"text"'],
    ['n', 42, '42'],
    ['b', true, 'true'],
    ['j', { a: [1, 2] }, '{"a":[1,2]}'],
    ['d', '2025-01-02', '2025-01-02'],
    ['dt', '2025-01-02T03:04:05Z', '2025-01-02T03:04:05Z'],
    ['du', 'PT5M', 'PT5M'],
  ])('keeps its type both ways: %s', async (name, value, literal) => {
    kestra.answers({
      [`PUT ${KEY}`]: recorded(`kv put ${name}`),
      [`GET ${KEY}`]: recorded(`kv get ${name}`),
    });
    expect(await call({ action: 'set', value })).toMatchObject({ status: 'ok' });
    expect(kestra.asked[0]?.body).toBe(literal);
    const types = {
      s: 'STRING',
      n: 'NUMBER',
      b: 'BOOLEAN',
      j: 'JSON',
      d: 'DATE',
      dt: 'DATETIME',
      du: 'DURATION',
    };
    const type = types[name as keyof typeof types];
    expect(await call({ action: 'get' })).toMatchObject({ type, value });
  });

  it.each([
    [{ a: null }, '{"a":null}'],
    [0, '0'],
    [false, 'false'],
    ['', '""'],
    ['two words', '"two words"'],
    ['Zoë\n', '"Zoë\\n"'],
  ])('is written as it is: %j', async (value, literal) => {
    kestra.answers({ [`PUT ${KEY}`]: recorded('kv put s') });
    expect(await call({ action: 'set', value })).toEqual({ status: 'ok' });
    expect(kestra.asked[0]?.body).toBe(literal);
  });

  it.each([
    '2025-02-30',
    '2025-13-01',
    '2025-01-02T24:00:00Z',
    '2025-01-02T25:00:00Z',
    '2025-02-30T00:00:00Z',
  ])('is text when it merely looks like a date: %s', async (value) => {
    kestra.answers({ [`PUT ${KEY}`]: recorded('kv put s') });
    await call({ action: 'set', value });
    expect(kestra.asked[0]?.body).toBe(JSON.stringify(value));
  });

  it.each(['2025-01-02', '42', 'true', '{"a":1}', '9007199254740993'])(
    'stays the text %s as a STRING',
    async (value) => {
      kestra.answers({ [`PUT ${KEY}`]: recorded('kv put s') });
      expect(await call({ action: 'set', value, type: 'STRING' })).toEqual({ status: 'ok' });
      expect(kestra.asked.map(({ body }) => body)).toEqual([JSON.stringify(value)]);
    },
  );
});

describe.each(['1.3', '2.0'])('on %s', (version) => {
  const set = (given: object) => call({ action: 'set', ...given }, version);
  const TEXT = 'To store it as text, set type to STRING.';

  it.each([
    ['2025-01-02', { type: 'DATE', note: TEXT }],
    ['2025-01-02T03:04:05Z', { type: 'DATETIME', note: TEXT }],
    [
      '2026-03-01T10:00:00+02:00',
      {
        type: 'DATETIME',
        value: '2026-03-01T08:00:00Z',
        note: `The stored value is the same instant in UTC. ${TEXT}`,
      },
    ],
    ['42', { type: 'NUMBER', note: TEXT }],
    [' true ', { type: 'BOOLEAN', note: TEXT }],
    ['[1, 2]', { type: 'JSON', note: TEXT }],
    [
      '"in quotes"',
      {
        type: 'STRING',
        value: 'in quotes',
        note: 'The value is JSON text, so Kestra removes its quotes. To keep them, set type to STRING.',
      },
    ],
  ])('the text %j is told as what it is stored', async (value, stored) => {
    kestra.answers({ [`PUT ${KEY}`]: recorded('kv put s') });
    expect(await set({ value })).toEqual({ status: 'ok', stored });
    expect(kestra.lines).toHaveLength(1);
  });

  it.each([42, true, 0.1, { a: '2025-01-02', at: 'P5D' }, ['42'], 'words', '007', '9007199254740993'])(
    '%j is stored as it is, and nothing more is said',
    async (value) => {
      kestra.answers({ [`PUT ${KEY}`]: recorded('kv put s') });
      expect(await set({ value })).toEqual({ status: 'ok' });
      expect(kestra.lines).toHaveLength(1);
    },
  );

  it('a duration is read back, for Kestra writes it in another way', async () => {
    kestra.answers({
      [`PUT ${KEY}`]: recorded('kv put du'),
      [`GET ${KEY}`]: { json: { type: 'DURATION', value: 'PT72H' } },
    });
    const note = 'Kestra stores text of this form as a duration, even in quotes.';
    const told = { status: 'ok', stored: { type: 'DURATION', value: 'PT72H', note } };
    expect(await set({ value: 'P3D' })).toEqual(told);
    expect(await set({ value: '"P3D"' })).toEqual(told);
    expect(kestra.asked[2]?.body).toBe('"P3D"');
  });

  it.each([
    ['STRING', {}],
    ['DURATION', { stored: { type: 'DURATION', note: expect.stringContaining('in quotes') } }],
  ])('a text that may be a duration is read back: %s', async (type, told) => {
    kestra.answers({
      [`PUT ${KEY}`]: recorded('kv put s'),
      [`GET ${KEY}`]: { json: { type, value: '-PT2H' } },
    });
    expect(await set({ value: '-PT2H', type: 'STRING' })).toEqual({ status: 'ok', ...told });
    expect(kestra.asked[0]?.body).toBe('"-PT2H"');
  });

  it('a duration with a fraction goes in quotes, for it would be cut at the dot', async () => {
    const kept = (type: string, value: string) => ({
      [`PUT ${KEY}`]: recorded('kv put s'),
      [`GET ${KEY}`]: { json: { type, value } },
    });
    kestra.answers(kept('STRING', 'PT1.5S'));
    expect(await set({ value: 'PT1.5S' })).toEqual({ status: 'ok' });
    expect(kestra.asked[0]?.body).toBe('"PT1.5S"');
    kestra.answers(kept('DURATION', 'PT1.5S'));
    expect(await set({ value: 'PT1.5S' })).toMatchObject({ stored: { type: 'DURATION' } });
  });

  it.each(['P5D', 'PT1H30M', 'P1DT12H', 'PT0S'])('%s cannot be kept as a STRING', async (value) => {
    expect(await set({ value, type: 'STRING' })).toEqual({
      error:
        `Kestra cannot store the text "${value}" as a STRING. Kestra stores text of this form as a duration, even in quotes.\n` +
        'Nothing was stored. Omit type to store the duration, or put the text in an object, e.g. {"text": "P5D"}.',
    });
    expect(kestra.lines).toEqual([]);
  });

  it.each([
    ['9007199254740993', 'The number is beyond 9007199254740991'],
    ['-12345678901234567890', 'The number is beyond'],
    ['{"rows":[{"id":9007199254740993}]}', 'The number at rows.0.id is beyond'],
    ['1e999', 'The number is too large'],
  ])('a number that JSON has not carried is refused: %s', async (json, why) => {
    const value: unknown = JSON.parse(json);
    expect(await set({ value })).toEqual({ error: expect.stringContaining(why) });
    expect(await set({ value, type: 'STRING' })).toEqual({ error: expect.stringContaining(why) });
    expect(kestra.lines).toEqual([]);
  });
});

describe('the options', () => {
  it.each(['0.24', '1.3', '2.0'])('are headers on %s', async (version) => {
    kestra.answers({ [`PUT ${KEY}`]: recorded('kv put with ttl') });
    const given = { action: 'set', value: 1, ttl: 'P1DT2H', description: 'Über 5 %' };
    expect(await call(given, version)).toEqual({ status: 'ok' });
    await call({ action: 'set', value: 1, ttl: null, description: null, type: null }, version);
    expect(kestra.lines).toEqual([`PUT ${KEY}`, `PUT ${KEY}`]);
    const [first, second] = kestra.asked.map(({ headers }) => headers);
    expect(first).toMatchObject({ 'content-type': 'text/plain', ttl: 'P1DT2H', description: 'Über 5 %' });
    expect(second).toMatchObject({ 'content-type': 'text/plain' });
    expect(second).not.toHaveProperty('ttl');
    expect(second).not.toHaveProperty('description');
  });

  it.each([
    [{ ttl: 'P' }, 'The argument "ttl" is not valid: must be an ISO 8601 duration'],
    [{ ttl: 'P1M' }, 'The argument "ttl" is not valid'],
    [{ ttl: 60 }, 'The argument "ttl" is not valid'],
    [{ type: 'NUMBER' }, 'The argument "type" cannot be "NUMBER". Allowed: STRING.'],
    [{ description: 'Привет' }, 'The argument "description" is not valid: must be one line of Latin letters'],
    [{ description: 'a\r\nx: y' }, 'The argument "description" is not valid'],
    [{ description: 'x'.repeat(501) }, 'The argument "description" is not valid'],
  ])('are refused unsent: %j', async (given, error) => {
    expect(await call({ action: 'set', value: 1, ...given })).toEqual({
      error: expect.stringContaining(error),
    });
    expect(kestra.lines).toEqual([]);
  });
});
