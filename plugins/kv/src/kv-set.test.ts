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
    expect(await call({ action: 'set', value })).toEqual({ status: 'ok' });
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

  it.each(['2025-02-30', '2025-13-01', '2025-01-02T25:00:00Z', '2025-02-30T00:00:00Z'])(
    'is text when it merely looks like a date: %s',
    async (value) => {
      kestra.answers({ [`PUT ${KEY}`]: recorded('kv put s') });
      await call({ action: 'set', value });
      expect(kestra.asked[0]?.body).toBe(JSON.stringify(value));
    },
  );

  it.each(['2025-01-02', 'PT5M', '42', 'true', '{"a":1}'])('stays the text %s as a STRING', async (value) => {
    kestra.answers({ [`PUT ${KEY}`]: recorded('kv put s') });
    await call({ action: 'set', value, type: 'STRING' });
    expect(kestra.asked[0]?.body).toBe(JSON.stringify(value));
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
    [{ type: 'NUMBER' }, 'The argument "type" is "NUMBER". Allowed: STRING.'],
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
