import { describe, expect, it } from '@jest/globals';
import { currentSignal, inScope, outOfScope, sleep } from './scope.js';

describe('a scope', () => {
  it('reaches whatever runs in it, and ends with it', async () => {
    const { signal } = new AbortController();
    const seen = await inScope({ signal }, async () => {
      await Promise.resolve();
      return [currentSignal(), outOfScope(currentSignal)];
    });
    expect(seen).toEqual([signal, undefined]);
    expect(currentSignal()).toBeUndefined();
  });
});

describe('sleep', () => {
  it('resolves by itself', async () => {
    await expect(sleep(1)).resolves.toBeUndefined();
  });

  it('rejects with the reason when the call is cancelled, before it or during it', async () => {
    const controller = new AbortController();
    const during = inScope({ signal: controller.signal }, () => sleep(60_000));
    controller.abort('enough');
    await expect(during).rejects.toBe('enough');
    await expect(inScope({ signal: controller.signal }, () => sleep(60_000))).rejects.toBe('enough');
  });
});
