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
