import { describe, expect, it } from '@jest/globals';
import { until } from '../../../../test/support/until.js';
import { Watch } from './watch.js';

/** Watches what the test returns, and counts the reads and notifications. */
function watched(see: () => unknown) {
  const counts = { looks: 0, told: 0 };
  const watch = new Watch(async () => {
    counts.looks++;
    return see();
  }, 1);
  watch.listen(() => void counts.told++);
  const looks = (most: number) => until(() => counts.looks >= most || undefined);
  return { watch, counts, looks };
}

describe('a watch', () => {
  it('tells of what is another than before, once, and of nothing else', async () => {
    let content = { a: 1 };
    const { watch, counts, looks } = watched(() => content);
    await watch.first;
    await looks(4);
    expect(counts.told).toBe(0);
    content = { a: 2 };
    await until(() => counts.told === 1 || undefined);
    await looks(counts.looks + 3);
    expect(counts.told).toBe(1);
    watch.end();
  });

  it('looks at nothing while nobody is there to be told, and tells then what was missed', async () => {
    let content = 1;
    let isThere = false;
    const counts = { looks: 0, told: 0 };
    const watch = new Watch(async () => [++counts.looks, content][1], 1);
    watch.listen(
      () => void counts.told++,
      () => isThere,
    );
    await watch.first;
    content = 2;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(counts).toEqual({ looks: 1, told: 0 });
    let others = 0;
    watch.listen(() => void others++);
    await until(() => others === 1 || undefined);
    expect(counts.told).toBe(0);
    isThere = true;
    await until(() => counts.told === 1 || undefined);
    expect(others).toBe(1);
    watch.end();
  });

  it('looks at what cannot be read less and less often, and says nothing of it', async () => {
    let look = 0;
    const { watch, counts, looks } = watched(() => {
      look++;
      if (look > 1 && look < 6) throw new Error('Kestra is away');
      return look < 6 ? 'before' : 'after';
    });
    await looks(7);
    await until(() => counts.told === 1 || undefined);
    expect(counts.told).toBe(1);
    watch.end();
  });

  it('waits twice as long after each failure', async () => {
    const waits: number[] = [];
    const { setTimeout: real } = globalThis;
    globalThis.setTimeout = ((run: () => void, wait: number) => {
      waits.push(wait);
      return real(run, 0);
    }) as typeof setTimeout;
    try {
      const watch = new Watch(() => Promise.reject(new Error('away')), 1_000);
      await expect(watch.first).rejects.toThrow('away');
      while (waits.length < 12) await new Promise((resolve) => setImmediate(resolve));
      watch.end();
    } finally {
      globalThis.setTimeout = real;
    }
    expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(waits[11]).toBe(300_000);
  });

  it('looks no more at what has come to its end, until somebody else comes', async () => {
    let content = 1;
    const counts = { looks: 0, told: 0 };
    const watch = new Watch(async (_signal, over) => {
      counts.looks++;
      if (content >= 2) over();
      return content;
    }, 1);
    watch.listen(() => void counts.told++);
    await watch.first;
    content = 2;
    await until(() => counts.told === 1 || undefined);
    const { looks } = counts;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(counts.looks).toBe(looks);
    content = 3;
    watch.resume();
    await until(() => counts.told === 2 || undefined);
    expect(counts.looks).toBe(looks + 1);
    watch.end();
  });

  it('tells of the end who was not there to be told', async () => {
    let content = 1;
    let isThere = false;
    let told = 0;
    const watch = new Watch(async (_signal, over) => {
      if (content === 2) over();
      return content;
    }, 1);
    watch.listen(
      () => void told++,
      () => isThere,
    );
    let others = 0;
    watch.listen(() => void others++);
    await watch.first;
    content = 2;
    await until(() => others === 1 || undefined);
    isThere = true;
    await until(() => told === 1 || undefined);
    watch.end();
  });

  it('looks no more once it has ended, and its last look ends', async () => {
    let signal: AbortSignal | undefined;
    const watch = new Watch((given) => {
      signal = given;
      return new Promise((_, reject) => given.addEventListener('abort', () => reject(given.reason)));
    }, 1);
    watch.end();
    await expect(watch.first).rejects.toThrow();
    expect(signal?.aborted).toBe(true);
    const { watch: other, counts, looks } = watched(() => 1);
    await looks(2);
    other.end();
    const { looks: seen } = counts;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(counts.looks).toBeLessThanOrEqual(seen + 1);
  });
});
