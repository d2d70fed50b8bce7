import { describe, expect, it } from '@jest/globals';
import { call, ended, failure, good } from '../../../test/support/host/call-thing.js';

describe('a call that works', () => {
  it("answers with the handler's result in both forms, compact where the tool says so", async () => {
    const handler = () => ({ flow_id: 'f', note: null, inputs: { a: null } });
    const value = { flow_id: 'f', inputs: { a: null } };
    expect(await call('get_thing', good, { handler, compact: true })).toEqual({
      content: [{ type: 'text', text: JSON.stringify(value) }],
      structuredContent: value,
    });
    expect(ended).toEqual(['get_thing ok']);
  });

  it.each([{}, { compact: false }])('answers with all of it otherwise: %j', async (setup) => {
    const value = { note: null, deleted: false, _links: { self: 'x' }, id: 'x' };
    const { structuredContent } = await call('get_thing', good, { handler: () => value, ...setup });
    expect(structuredContent).toEqual(value);
  });

  it('masks credentials in the result, but no word that happens to be the password', async () => {
    const handler = () => ({ text: 'aHVudGVyMg== hunter2' });
    expect((await call('get_thing', good, { handler })).structuredContent).toEqual({
      text: '***masked by kestra-mcp*** hunter2',
    });
  });
});

describe('arguments', () => {
  it('that are blank are left out', async () => {
    const { structuredContent } = await call('manage_thing', { action: 'get', value: null });
    expect(structuredContent).toEqual({ action: 'get' });
  });

  it('that are required may not be empty, nor endless', async () => {
    expect(await failure('get_thing', { flow_id: '' })).toMatch(
      /^The argument "flow_id" is not valid: must be 1 to 100 /,
    );
    const endless = await failure('get_thing', { flow_id: 'x'.repeat(1_000_000) });
    expect(endless).toMatch(/It is "x+… \(1000002 characters\)\.$/);
    expect(endless.length).toBeLessThan(300);
  });

  it('that an action needs are named', async () => {
    expect(await failure('manage_thing', { action: 'set', value: null, a: 'x' })).toBe(
      'The action "set" needs the argument "value".',
    );
    expect(await failure('manage_thing', { action: 'set' })).toBe(
      'The action "set" needs the arguments "value" and "a".',
    );
  });
});

describe('what is switched off', () => {
  it('is refused with its reason', async () => {
    expect(await failure('get_thing', good, { config: { disable: ['things'] } })).toBe(
      'The tool "get_thing" is not available: disabled by tools.disable: things.',
    );
    expect(await failure('manage_thing', { action: 'set' }, { config: { readOnly: true } })).toBe(
      'The action "set" of manage_thing is not available: read-only mode is on (tools.readOnly), and it writes. Only whoever runs this server can turn off this mode.',
    );
    expect(
      await failure('make_thing', { auto_create: true }, { config: { disable: ['*:auto_create'] } }),
    ).toBe('"auto_create" of make_thing is not available: disabled by tools.disable: *:auto_create.');
    const off = await call('make_thing', { auto_create: false }, { config: { readOnly: true } });
    expect(off.isError).toBeUndefined();
  });

  it('is not offered', async () => {
    expect(await failure('manage_thing', { action: 'x' }, { config: { readOnly: true } })).toBe(
      'The argument "action" cannot be "x". Allowed: get.',
    );
  });
});

describe('a name', () => {
  it('that no tool has is an error of the protocol, which suggests what is on', async () => {
    await expect(call('get_thingy', {}, { config: { disable: ['manage_thing'] } })).rejects.toMatchObject({
      code: 'KMCP_UNKNOWN_TOOL',
      message: 'There is no tool "get_thingy". Did you mean "get_thing"?',
    });
    await expect(call('x'.repeat(1_000_000), {})).rejects.toThrow(/^There is no tool "x{100}"\.$/);
  });
});
