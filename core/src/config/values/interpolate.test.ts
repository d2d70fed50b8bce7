// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files.
import { describe, expect, it } from '@jest/globals';
import { interpolate } from './interpolate.js';

const variables = { HOST: 'kestra', BLANK: ' ', DOLLAR: '${HOST}' };
const value = (given: unknown): unknown => interpolate(given, variables).value;

describe('interpolate', () => {
  it.each([
    ['http://${HOST}:8080/${HOST}', 'http://kestra:8080/kestra'],
    ['${HOST:-other}', 'kestra'],
    ['${NONE:-other}', 'other'],
    ['${BLANK:-http://x:1}', 'http://x:1'],
    ['$${HOST} $HOST {HOST} $', '${HOST} $HOST {HOST} $'],
    ['${DOLLAR}', '${HOST}'],
  ])('%s becomes %s', (given, expected) => {
    expect(value({ kestra: { baseUrl: given } })).toEqual({ kestra: { baseUrl: expected } });
  });

  it('leaves out what is blank, and what is left empty by that', () => {
    const auth = { username: '${NONE:-}', password: '' };
    expect(value({ kestra: { tenant: '${NONE:-}', version: '1', auth } })).toEqual({
      kestra: { version: '1' },
    });
    expect(value({ tools: { only: ['${NONE:-}'], disable: [], enable: ['', 'ee'] } })).toEqual({
      tools: { disable: [], enable: ['ee'] },
    });
    expect(value({ kestra: { auth } })).toEqual({});
  });

  it('keeps plugin objects, and the empty options of plugins', () => {
    const plugin = { id: 'own', description: '${NOT_OURS}' };
    class Options {}
    const other = new Options();
    const plugins = [
      plugin,
      [plugin, { a: '', b: '${NONE:-}', c: '${HOST}', other }],
      ['flow', {}],
      '${NONE:-}',
    ];
    const replaced = value({ plugins }) as { plugins: [unknown, [unknown, { other: unknown }], unknown] };
    expect(replaced.plugins).toEqual([plugin, [plugin, { a: '', c: 'kestra', other }], ['flow', {}]]);
    expect(replaced.plugins[0]).toBe(plugin);
    expect(replaced.plugins[1][0]).toBe(plugin);
    expect(replaced.plugins[1][1].other).toBe(other);
  });

  it('drops a pair whose plugin is unset', () => {
    expect(value({ plugins: [['${NONE:-}', { a: 1 }], 'flow'] })).toEqual({ plugins: ['flow'] });
  });

  it('names the key and the variable of every problem', () => {
    const given = {
      kestra: { auth: { password: 'x${NONE}' } },
      tools: { disable: ['${BLANK}', '${no-name}'] },
    };
    expect(interpolate(given, variables).problems).toEqual([
      {
        key: 'kestra.auth.password',
        text: 'kestra.auth.password uses the environment variable NONE, which is not set. Set it, or give a default: ${NONE:-default}.',
      },
      {
        key: 'tools.disable.0',
        text: 'tools.disable.0 uses the environment variable BLANK, which is not set. Set it, or give a default: ${BLANK:-default}.',
      },
      {
        key: 'tools.disable.1',
        text: 'tools.disable.1 has a "${" that does not start ${NAME} or ${NAME:-default}. To use these characters literally, write $${.',
      },
    ]);
  });
});
