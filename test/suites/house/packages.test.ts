import { describe, expect, it } from '@jest/globals';
import { importsOf, sourcesIn } from './imports.js';

describe('each package is imported in one place only', () => {
  it.each([
    ['@modelcontextprotocol/', /^core\/src\/server\//],
    ['tsyringe', /^core\/src\/plugin\/run\/injection\.ts$/],
    ['ky', /^core\/src\/kestra\/wire\//],
    ['cosmiconfig', /^core\/src\/config\/sources\//],
    ['jiti', /^core\/src\/config\/sources\//],
    ['semver', /^core\/src\/plugin\/manifest\/read-manifest\.ts$/],
    ['picomatch', /^core\/src\/selection\//],
  ])('%s', (name, where) => {
    const imports = sourcesIn('core/src').flatMap(importsOf);
    const users = imports.filter(
      ({ target }) => target === name || (name.endsWith('/') && target.startsWith(name)),
    );
    expect(users.length).toBeGreaterThan(0);
    for (const { from } of users) expect(from).toMatch(where);
  });

  it('plugins import @kestra-mcp/core, never a part of it', () => {
    const imports = sourcesIn('plugins').flatMap(importsOf);
    const parts = imports.filter(({ target }) => /core\/(src|dist)|^@kestra-mcp\/core\//.test(target));
    expect(parts).toEqual([]);
    expect(imports.some(({ target }) => target === '@kestra-mcp/core')).toBe(true);
  });
});
