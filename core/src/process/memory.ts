import { setFlagsFromString } from 'node:v8';

// Keeps the process small: it runs next to an editor for days and works for seconds.

/** V8 flags, and their default values. */
interface Flags {
  small: readonly string[];
  usual: readonly string[];
}

/**
 * For good.
 * - V8 collects sooner and grows its heap less. What that flag says about the semi space holds only when a process begins,
 *   but stays said until it is taken back.
 * - fetch parses HTTP in WebAssembly; to compile that once more takes 20 MB and makes no call faster.
 */
const ALWAYS: Flags = {
  small: ['--optimize-for-size', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'],
  usual: ['--no-optimize-for-size', '--max-semi-space-size=0', '--wasm-tier-up', '--wasm-dynamic-tiering'],
};

/** Until the first call: V8's optimizing compiler takes 6 MB, which are loaded on first use. */
const IDLE: Flags = {
  small: ['--max-optimized-bytecode-size=0'],
  usual: ['--max-optimized-bytecode-size=61440'],
};

/** The flags set at present. Empty in a process that does not belong to the host. */
let kept: readonly Flags[] = [];

/** Must run first: even reading the host's modules makes V8 work. */
export function staySmall(): void {
  kept = [ALWAYS, IDLE];
  setFlags(kept.flatMap(({ small }) => small));
}

/** From the first call on, optimizing pays off. */
export function work(): void {
  if (!kept.includes(IDLE)) return;
  kept = [ALWAYS];
  setFlags(IDLE.usual);
}

/**
 * Heap growth of a process that serves many callers. By default, V8 would let the heap double between two collections.
 */
const BUSY = '--heap-growing-percent=30';

/**
 * For a process that serves many callers, instead of being small: V8 gets its usual young generation, and a call takes
 * half of the time. This costs about 80 MB; without a limit for the old generation it would be 150.
 */
export function serveMany(): void {
  if (kept.length === 0) return;
  setFlags([...kept.flatMap(({ usual }) => usual), BUSY]);
  kept = [];
}

/**
 * Loads fetch, which Node does on first use. Node ships it precompiled, but V8 accepts this only under the flags that
 * it was compiled with. So they are set to their defaults for this moment, which halves the time.
 */
export function readFetch(): void {
  setFlags(kept.flatMap(({ usual }) => usual));
  // Accessing it loads it.
  void globalThis.Request;
  setFlags(kept.flatMap(({ small }) => small));
}

function setFlags(flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(flag);
}
