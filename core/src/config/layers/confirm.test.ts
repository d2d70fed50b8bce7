import { describe, expect, it } from '@jest/globals';
import { fileSettings } from '../validate.js';
import { confirmOf, confirmOrigin } from './confirm.js';
import { parseConfirm } from './confirm-rules.js';
import type { Layer } from './layer.js';
import { takenFrom } from './untrusted.js';

describe('what has to be confirmed', () => {
  it.each([
    ['echo', [{ name: '*', policy: 'echo' }]],
    [' Always ', [{ name: '*', policy: 'always' }]],
    [
      'echo, kv=never,manage_flow:delete=always',
      [
        { name: '*', policy: 'echo' },
        { name: 'kv', policy: 'never' },
        { name: 'manage_flow:delete', policy: 'always' },
      ],
    ],
    ['{kv,files}=echo', [{ name: '{kv,files}', policy: 'echo' }]],
    [
      { kv: 'never', '*': 'auto' },
      [
        { name: 'kv', policy: 'never' },
        { name: '*', policy: 'auto' },
      ],
    ],
  ])('%j is read', (given, rules) => {
    expect(parseConfirm(given)).toEqual(rules);
  });

  it.each([
    ['sometimes', 'but is "sometimes"'],
    ['alwayss', 'Did you mean "always"?'],
    ['=echo', 'must have a name before each "="'],
    ['', 'must be one of never, auto, echo, always'],
    [['echo'], 'must be a string'],
    [{ kv: true }, 'but is "true"'],
  ])('%j is refused', (given, text) => {
    expect(() => parseConfirm(given)).toThrow(text);
  });
});

describe('in a file', () => {
  it.each([['echo'], [{ kv: 'never', 'manage_flow:delete': 'always' }]])('%j is one value', (confirm) => {
    const settings = fileSettings('/c.json', { tools: { confirm } }, {});
    expect(settings['tools.confirm']).toMatchObject({ value: confirm, subject: 'tools.confirm in /c.json' });
    expect(Object.keys(settings)).toEqual(['tools.confirm']);
  });

  it('is refused with the name that it is wrong for', () => {
    const file = () => fileSettings('/c.json', { tools: { confirm: { flow: 'echo', kv: 'alway' } } }, {});
    expect(file).toThrow('but is "alway" for "kv". Did you mean "always"?');
  });

  it.each([['often'], [{ kv: 'often' }], [['echo']], [7]])('%j is refused', (confirm) => {
    expect(() => fileSettings('/c.json', { tools: { confirm } }, {})).toThrow('tools.confirm');
  });
});

describe('of several layers', () => {
  const layer = (kind: Layer['kind'], value: unknown, trusted = true): Layer => ({
    ...{ kind, trusted },
    settings: { 'tools.confirm': { value, origin: kind, subject: kind } },
  });

  it('all hold', () => {
    const layers = [layer('flags', 'never'), layer('user', 'always')];
    expect(confirmOf(layers)).toEqual([
      { rules: [{ name: '*', policy: 'never' }], origin: 'flags', trusted: true },
      { rules: [{ name: '*', policy: 'always' }], origin: 'user', trusted: true },
    ]);
    expect(confirmOrigin(layers)).toBe('flags + user');
    expect(confirmOrigin([])).toBe('default');
  });

  it.each([
    ['echo', { '*': 'echo' }, []],
    ['never', undefined, ['tools.confirm']],
    [{ kv: 'never', files: 'always' }, { files: 'always' }, ['part of tools.confirm']],
    [{ [`${'*?'.repeat(4)}`]: 'echo' }, undefined, ['tools.confirm']],
    ['whatever', undefined, ['tools.confirm']],
  ])('a folder that is not trusted only tightens: %j', (confirm, value, left) => {
    const taken = takenFrom('/f.json', { tools: { confirm } });
    expect(taken.settings['tools.confirm']?.value).toEqual(value);
    expect(taken.left).toEqual(left);
  });
});
