/**
 * The folders of `core/src` from the ground up, which is the order of a call: each may import those before it and no
 * others. `core/README.md` has the same rows in the same order, and says of each what it is.
 */
export const ORDER: readonly string[] = [
  'foundation',
  'process',
  'observe',
  'kestra',
  'response',
  'config',
  'plugin',
  'registry',
  'selection',
  'call',
  'server',
  'host',
  'commands',
];

/** Beside the way of a call: `clients` may import what is up to `under`; only the folders in `for` may import it. */
export const BESIDE: Readonly<Record<string, { under: string; for: readonly string[] }>> = {
  clients: { under: 'config', for: ['commands'] },
};

/** The files at the root of `core/src`: they open the house from outside, and no folder imports one. */
export const DOORS: readonly string[] = ['bin', 'start', 'main', 'serve', 'index', 'embed', 'zod'];

/** A configuration file imports the public API, so what loads the file must have it at hand. */
export const EXCEPTIONS: readonly string[] = [
  'core/src/config/sources/module-loader.ts imports ../../index.js',
];

/** What is wrong with an import between two folders or doors of `core/src`; nothing if it goes the right way. */
export function wrongWay(from: string, to: string): string | undefined {
  if (from === to || DOORS.includes(from)) return undefined;
  if (DOORS.includes(to)) {
    return `${to} is a door of the house, which no folder imports. What both need belongs in ${from} or below it.`;
  }
  const beside = BESIDE[to];
  if (beside !== undefined) {
    if (beside.for.includes(from)) return undefined;
    return `${to} stands beside the way of a call, for ${beside.for.join(', ')} alone. What ${from} needs of it belongs in ${beside.under} or below.`;
  }
  const floor = ORDER.indexOf(BESIDE[from]?.under ?? from);
  const wanted = ORDER.indexOf(to);
  if (floor < 0 || wanted < 0) {
    return `${floor < 0 ? from : to} is in no list: give it its place in test/suites/house/order.ts.`;
  }
  if (wanted <= floor) return undefined;
  return `${from} stands below ${to}. What it needs belongs in ${ORDER[floor]} or below, or the importing code in ${to} or above.`;
}
