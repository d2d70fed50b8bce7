import { expect, it } from '@jest/globals';
import { describeLive, rows } from './target.js';

const VALUES: [what: string, key: string, value: unknown, type: string][] = [
  ['a text', 'text', 'plain words, more than one', 'STRING'],
  ['a text with quotes and lines', 'quotes', 'say "hello"\nand \\ go', 'STRING'],
  ['a text of other scripts', 'scripts', 'grüße, 你好, 🙂', 'STRING'],
  ['a whole number', 'int', 42, 'NUMBER'],
  ['a fraction', 'fraction', 1.5, 'NUMBER'],
  ['a truth', 'truth', true, 'BOOLEAN'],
  ['an object', 'object', { a: [1, 'two', { b: false }] }, 'JSON'],
  ['a list', 'list', [1, 'two', true], 'JSON'],
  ['a date', 'date', '2026-01-31', 'DATE'],
  ['a date with time', 'datetime', '2026-01-31T12:30:45Z', 'DATETIME'],
  ['a duration', 'duration', 'PT5M', 'DURATION'],
  ['a text that is a number', 'digits', '42', 'NUMBER'],
];

describeLive('manage_kv_store', (live) => {
  const manage = (action: string, more: object = {}) =>
    live.ok('manage_kv_store', { namespace: live.namespace, action, ...more });

  it.each(VALUES)('keeps %s with its type', async (_, key, value, type) => {
    const told =
      typeof value === 'string' && type !== 'STRING' ? { stored: expect.objectContaining({ type }) } : {};
    expect(await manage('set', { key, value })).toEqual({ status: 'ok', ...told });
    const expected = key === 'digits' ? 42 : value;
    expect(await manage('get', { key })).toMatchObject({ type, value: expected });
  });

  it('tells what becomes of a date with time of another offset', async () => {
    const value = '2026-01-31T10:00:00+02:00';
    const stored = { type: 'DATETIME', value: '2026-01-31T08:00:00Z' };
    expect(await manage('set', { key: 'offset', value })).toMatchObject({ stored });
    expect(await manage('get', { key: 'offset' })).toMatchObject(stored);
  });

  it('keeps a duration with a fraction, as whichever type', async () => {
    await manage('set', { key: 'fractional', value: 'PT1.5S' });
    expect(await manage('get', { key: 'fractional' })).toMatchObject({ value: 'PT1.5S' });
  });

  it('refuses what it could not keep', async () => {
    const set = (value: unknown) =>
      live.failed('manage_kv_store', {
        ...{ namespace: live.namespace, action: 'set', key: 'unkept', type: 'STRING' },
        value,
      });
    expect(await set('P5D')).toContain('cannot store the text "P5D" as a STRING');
    expect(await set(2 ** 53 + 2)).toContain('is beyond 9007199254740991');
    expect(rows(await manage('list')).map(({ key }) => key)).not.toContain('unkept');
  });

  it('replaces a value, and its type', async () => {
    await manage('set', { key: 'changing', value: 'before' });
    await manage('set', { key: 'changing', value: { now: 1 } });
    expect(await manage('get', { key: 'changing' })).toMatchObject({ type: 'JSON', value: { now: 1 } });
  });

  it('lists the keys of exactly this namespace, without values', async () => {
    await manage('set', { key: 'mine', value: 'here' });
    await manage('set', { key: 'theirs', value: 'there', namespace: `${live.namespace}.child` });
    const entries = rows(await manage('list'));
    const keys = entries.map(({ key }) => key);
    expect(keys).toContain('mine');
    expect(keys).not.toContain('theirs');
    for (const entry of entries) expect(entry).not.toHaveProperty('value');
  });

  it('lists nothing for a namespace without keys', async () => {
    expect(await manage('list', { namespace: `${live.namespace}.empty` })).toEqual({ results: [] });
  });

  it('keeps a description and a time to live', async () => {
    await manage('set', { key: 'passing', value: 1, ttl: 'PT1H', description: 'soon gone' });
    const entry = rows(await manage('list')).find(({ key }) => key === 'passing');
    expect(entry).toMatchObject({ description: 'soon gone', expirationDate: expect.any(String) });
  });

  it('deletes a key once', async () => {
    await manage('set', { key: 'doomed', value: 1 });
    expect(await manage('delete', { key: 'doomed' })).toEqual({ deleted: true, status: 'deleted' });
    expect(await manage('delete', { key: 'doomed' })).toEqual({
      deleted: false,
      status: 'not_found',
    });
  });

  it('says that a key is not there', async () => {
    const text = await live.failed('manage_kv_store', {
      namespace: live.namespace,
      action: 'get',
      key: 'none',
    });
    expect(text).toContain('404');
    expect(text).toContain('none');
  });

  it('takes null for "no value", and asks for one', async () => {
    const given = { namespace: live.namespace, action: 'set', key: 'null', value: null };
    expect(await live.failed('manage_kv_store', given)).toContain('"value"');
  });

  it('asks for the value that is left out', async () => {
    const given = { namespace: live.namespace, action: 'set', key: 'none' };
    expect(await live.failed('manage_kv_store', given)).toContain('"value"');
  });
});
