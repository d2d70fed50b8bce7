import { describe, expect, it } from '@jest/globals';
import type { ConfirmLayer } from '../config/config.js';
import { parseConfirm } from '../config/layers/confirm-rules.js';
import { confirmPolicy, confirmRules, isLooser, tightenedBy } from './confirm.js';

const layers = (...texts: string[]): ConfirmLayer[] =>
  texts.map((text) => ({ rules: parseConfirm(text), origin: text, trusted: true }));
const KV = { name: 'manage_kv_store', group: 'kv' };

describe('the policy of a call', () => {
  it.each<[string, string[], string | undefined]>([
    ['auto', [], 'delete'],
    ['echo', ['echo'], 'delete'],
    ['never', ['echo,kv=never'], 'delete'],
    ['always', ['kv=never,manage_kv_store=always'], 'delete'],
    ['echo', ['manage_kv_store=always,manage_kv_store:delete=echo'], 'delete'],
    ['echo', ['always,kv:delete=echo'], 'delete'],
    ['always', ['always,kv:delete=echo'], 'set'],
    ['echo', ['never,manage_*=echo'], 'delete'],
    ['always', ['m*=echo,*_store=always'], 'delete'],
    ['auto', ['files=always'], 'delete'],
    ['never', ['codegen=always,never'], 'delete'],
    ['always', ['never', 'always'], 'delete'],
    ['echo', ['never', 'kv=echo', 'auto'], 'delete'],
    ['never', ['kv=never'], undefined],
  ])('is %s under %j for %s', (policy, said, action) => {
    expect(confirmPolicy(confirmRules(layers(...said)), KV, [action])).toBe(policy);
  });

  it('is the strictest of all its actions', () => {
    const rules = confirmRules(layers('kv:a=never,kv:b=echo'));
    expect(confirmPolicy(rules, KV, ['a', 'b'])).toBe('echo');
    expect(confirmPolicy(rules, KV, [])).toBe('auto');
  });

  it('goes by an old name, too', () => {
    const tool = { name: 'generate_flow', group: 'flow' };
    expect(confirmPolicy(confirmRules(layers('codegen=always,never')), tool)).toBe('always');
  });
});

describe('an edit', () => {
  it.each<[boolean, string[], string[]]>([
    [false, [], []],
    [false, ['auto'], []],
    [false, [], ['echo']],
    [false, ['kv=echo'], ['echo']],
    [false, ['never'], []],
    [true, ['echo'], []],
    [true, ['always'], ['echo']],
    [true, [], ['never']],
    [true, [], ['kv=never']],
    [true, ['echo'], ['echo,kv=never']],
    [true, ['kv=always'], ['manage_kv_store=always']],
    [true, ['manage_flow:delete=echo'], ['manage_flow:enable=echo']],
    [true, ['*_store=echo'], []],
  ])('lifts: %s, from %j to %j', (lifts, before, after) => {
    expect(isLooser(layers(...before), layers(...after))).toBe(lifts);
  });

  it('that lifts leaves what was there, and what it tightens', () => {
    const before = layers('echo', 'kv=never');
    const rules = (text: string) =>
      tightenedBy(before, layers(text))
        .slice(2)
        .map((layer) => layer.rules);
    expect(tightenedBy(before, layers('echo'))).toEqual(before);
    expect(rules('always')).toEqual([parseConfirm('always')]);
    expect(rules('never,files=always')).toEqual([parseConfirm('files=always')]);
    expect(rules('never')).toEqual([]);
    expect(tightenedBy(undefined, layers('never'))).toEqual([]);
  });
});
