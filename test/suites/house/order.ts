/**
 * The folders of `core/src` from the bottom up, which is the order of a call. Each folder may import only the folders
 * before it. `core/README.md` describes them in the same order.
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

/** Folders that no call passes through. Each may import the folders up to `under`, and only those in `for` import it. */
export const BESIDE: Readonly<Record<string, { under: string; for: readonly string[] }>> = {
  clients: { under: 'config', for: ['commands'] },
};

/** The entry points: the files at the root of `core/src`. No folder imports one. */
export const ENTRY_POINTS: readonly string[] = ['bin', 'start', 'main', 'serve', 'index', 'embed', 'zod'];

/** A configuration file imports the public API, so the code that loads the file provides it. */
export const EXCEPTIONS: readonly string[] = [
  'core/src/config/sources/module-loader.ts imports ../../index.js',
];

/** Says why one folder or entry point of `core/src` may not import another. Returns undefined if it may. */
export function wrongWay(from: string, to: string): string | undefined {
  if (from === to || ENTRY_POINTS.includes(from)) return undefined;
  if (ENTRY_POINTS.includes(to)) {
    return `${to} is an entry point, and no folder may import one. Move the code that both need to ${from} or a folder before it.`;
  }
  const beside = BESIDE[to];
  if (beside !== undefined) {
    if (beside.for.includes(from)) return undefined;
    return `Only ${beside.for.join(', ')} may import ${to}. Move the code that ${from} needs to ${beside.under} or a folder before it.`;
  }
  const floor = ORDER.indexOf(BESIDE[from]?.under ?? from);
  const wanted = ORDER.indexOf(to);
  if (floor < 0 || wanted < 0) {
    return `${floor < 0 ? from : to} is not in the order of folders. Add it to test/suites/house/order.ts.`;
  }
  if (wanted <= floor) return undefined;
  return `${from} comes before ${to}. Move the imported code to ${ORDER[floor]} or a folder before it, or the importing code to ${to} or a folder after it.`;
}
