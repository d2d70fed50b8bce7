import { setFlagsFromString } from 'node:v8';

// Keeps the process small: it stands beside an editor for days and works for seconds.

/** Flags of V8, and how V8 has them by itself. */
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

/** Until the first call: the optimizing compiler is 6 MB of Node itself, read when it is first used. */
const IDLE: Flags = {
  small: ['--max-optimized-bytecode-size=0'],
  usual: ['--max-optimized-bytecode-size=61440'],
};

/** What is set at present; nothing in a process that is not the host's own. */
let kept: readonly Flags[] = [];

/** Must come before all else: to read the modules of the host already keeps V8 busy. */
export function staySmall(): void {
  kept = [ALWAYS, IDLE];
  setFlags(kept.flatMap(({ small }) => small));
}

/** From the first call on it pays to optimize. */
export function work(): void {
  if (!kept.includes(IDLE)) return;
  kept = [ALWAYS];
  setFlags(IDLE.usual);
}

/** The heap of a process that serves many: it grows by so much between two collections, where V8 would let it double. */
const BUSY = '--heap-growing-percent=30';

/**
 * In place of being small, for a process that serves many: V8 has a young generation as usual, and a call takes half of the
 * time. That is some 80 MB more; without a bound for what is old it would be 150.
 */
export function serveMany(): void {
  if (kept.length === 0) return;
  setFlags([...kept.flatMap(({ usual }) => usual), BUSY]);
  kept = [];
}

/**
 * Reads fetch, which Node does on first use. Node brings it compiled, but V8 takes that only under the flags it was
 * compiled with: they are as usual for this moment, which halves it.
 */
export function readFetch(): void {
  setFlags(kept.flatMap(({ usual }) => usual));
  // To name it is to read it.
  void globalThis.Request;
  setFlags(kept.flatMap(({ small }) => small));
}

function setFlags(flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(flag);
}
