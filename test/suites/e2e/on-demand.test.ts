import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { ENTRY } from '../../support/paths.js';

describe("the bundle's zod", () => {
  it('speaks every language that zod does', async () => {
    const bundled: typeof z = await import(pathToFileURL(join(dirname(ENTRY), 'zod.js')).href);
    expect(Object.keys(bundled.locales).sort()).toEqual(Object.keys(z.locales).sort());
    const issue = { code: 'invalid_type', expected: 'string', input: 1 } as never;
    for (const name of ['en', 'fr', 'zhCN'] as const)
      expect(bundled.locales[name]().localeError(issue)).toEqual(z.locales[name]().localeError(issue));
  });
});

/** The files of the bundle that are loaded with one through static imports. */
function readWith(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const code = readFileSync(join(dirname(ENTRY), name), 'utf8');
  for (const [, next = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+\.js)"/g))
    readWith(join(dirname(name), next), found);
  return found;
}

describe('a start', () => {
  it.each(['undici-', 'dotenv-text-', 'send-traces-', 'metrics-'])(
    'reads no %s….js, which few need',
    (late) => {
      const files = readdirSync(dirname(ENTRY));
      expect(files.filter((name) => name.startsWith(late))).toHaveLength(1);
      const [start = ''] = files.filter((name) => name.startsWith('start-'));
      const read = [...readWith(start)];
      expect(read.length).toBeGreaterThan(1);
      expect(read.filter((name) => name.startsWith(late))).toEqual([]);
    },
  );
});

describe('the first call of a plugin', () => {
  it.each([
    ['author', 'yaml', 'Nested mappings are not allowed'],
    ['author', 'diff', 'Index: '],
    ['flow', 'yaml', 'Nested mappings are not allowed'],
    ['diagnose', 'papaparse', 'UndetectableDelimiter'],
    ['diagnose', 'ion-js', '$ion_1_0'],
  ])('of %s reads no %s, which not every call needs', (plugin, _, text) => {
    const holds = (name: string) => readFileSync(join(dirname(ENTRY), name), 'utf8').includes(text);
    expect(readdirSync(dirname(ENTRY)).filter((name) => name.endsWith('.js') && holds(name))).not.toEqual([]);
    const read = [...readWith(`plugins/${plugin}/index.js`)];
    expect(read.length).toBeGreaterThan(1);
    expect(read.filter(holds)).toEqual([]);
  });
});

describe('what is served on stdio', () => {
  /** The loaded files that contain this text. */
  const withText = (served: string, text: string) => {
    const [first = ''] = readdirSync(dirname(ENTRY)).filter((name) => name.startsWith(served));
    return [...readWith(first)].filter((name) =>
      readFileSync(join(dirname(ENTRY), name), 'utf8').includes(text),
    );
  };

  it.each([
    ['the transport of the SDK', 'Only one SSE stream is allowed per session'],
    ['our own', 'MCP requests use POST, GET or DELETE.'],
  ])('has nothing of HTTP: %s', (_, text) => {
    expect(withText('serve-http-', text)).toHaveLength(1);
    expect(withText('serve-stdio-', text)).toEqual([]);
  });
});
