import { describe, expect, it } from '@jest/globals';
import { ConfigError, describeError, InputError, KestraMcpError, PluginError } from './errors.js';

describe('describeError', () => {
  it.each<[string, unknown, string]>([
    ['message alone', new InputError('Wrong.'), 'Wrong.'],
    [
      'message, details, hint',
      new InputError('Wrong.', { details: ['a', 'b'], hint: 'Do better.', cause: new Error('secret') }),
      'Wrong.\n- a\n- b\nDo better.',
    ],
    ['an error of others', new Error('boom'), 'boom'],
    ['text', 'boom', 'boom'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
  ])('%s', (_, error, text) => {
    expect(describeError(error)).toBe(text);
  });

  it('reads the errors of another copy of core', () => {
    const foreign = { [Symbol.for('kestra-mcp.error')]: true, message: 'M', details: ['d'], hint: 'h' };
    expect(KestraMcpError.is(foreign)).toBe(true);
    expect(describeError(foreign)).toBe('M\n- d\nh');
  });
});

describe('KestraMcpError', () => {
  it('has a code, its class as name, and its cause', () => {
    const cause = new Error('why');
    expect(new ConfigError('x', { cause })).toMatchObject({
      code: 'KMCP_CONFIG',
      name: 'ConfigError',
      cause,
    });
    expect(new PluginError('x')).toMatchObject({ code: 'KMCP_PLUGIN', name: 'PluginError', details: [] });
    expect(new InputError('x')).not.toHaveProperty('cause');
  });

  it.each([null, undefined, 'x', {}, new Error('x')])('is not %p', (value) => {
    expect(KestraMcpError.is(value)).toBe(false);
  });
});
