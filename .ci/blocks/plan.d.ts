import type { Block } from './blocks.js';

export function planOf(
  block: Block,
  exceptions: readonly string[],
  platform?: string,
): { skip?: string; run?: string; servers?: [name: string, server: object][] };
