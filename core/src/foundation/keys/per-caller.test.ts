import { describe, expect, it } from '@jest/globals';
import { until } from '../../../../test/support/until.js';
import { PerCaller } from './per-caller.js';

const memory = (options?: ConstructorParameters<typeof PerCaller>[1]) =>
  new PerCaller<string[]>(() => [], options);

describe('a memory of callers', () => {
  it('has one of each, and one of the host itself', () => {
    const known = memory();
    known.of('a').push('of a');
    known.of(undefined).push('of the host');
    expect([known.of('a'), known.of('b'), known.of(undefined)]).toEqual([['of a'], [], ['of the host']]);
  });

  it('forgets who was seen longest ago, and never the host', () => {
    const known = memory({ most: 2 });
    for (const key of ['a', 'b', undefined]) known.of(key).push('known');
    known.of('a');
    known.of('c');
    expect(known.of('b')).toEqual([]);
    expect(known.of(undefined)).toEqual(['known']);
    expect(known.size).toBe(2);
  });

  it('forgets by itself who is not seen any more', async () => {
    const known = memory({ idleMs: 5 });
    known.of('a').push('known');
    await until(() => (known.size === 0 ? true : undefined));
    expect(known.of('a')).toEqual([]);
  });

  it('forgets, when another one is seen, who was not for long', async () => {
    const known = memory({ idleMs: 20 });
    known.of('a');
    await new Promise((resolve) => setTimeout(resolve, 40));
    known.of('b');
    expect(known.size).toBe(1);
  });
});
