import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { transform } from 'esbuild';
import { runHost } from '../../support/host/raw.js';
import { ENTRY, ROOT } from '../../support/paths.js';

/** Makes this machine's Node report another version. */
function pretending(version: string): Record<string, string> {
  const code = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

describe('a Node that is too old', () => {
  it.each(['14.21.3', '18.20.4', '20.18.9'])('%s is told in one line', async (version) => {
    const finished = await runHost({ args: ['--sandbox'], env: pretending(version), input: '' });
    expect(finished).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `kestra-mcp: Node 20.19 or later is required, but this is Node ${version}.\n`,
    });
  });

  it.each(['20.19.0', '22.0.1', '24.1.0'])('is not %s', async (version) => {
    const { code, stdout } = await runHost({ args: ['--version'], env: pretending(version) });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });

  it('is asked for by package.json as well', () => {
    for (const path of ['package.json', 'core/package.json'])
      expect(JSON.parse(readFileSync(join(ROOT, path), 'utf8')).engines).toEqual({ node: '>=20.19' });
  });

  it.each([ENTRY, join(ROOT, 'core/dist/bin.js')])(
    'can read %s, which imports nothing of ours',
    async (path) => {
      const code = readFileSync(path, 'utf8');
      const written = async (target: string) => (await transform(code, { target, format: 'esm' })).code;
      expect(await written('node14.8')).toBe(await written('esnext'));
      const imports = [...code.matchAll(/(?:^|;)\s*import\b[^(].*?['"](.*?)['"]/gm)].map(([, name]) => name);
      expect(imports.filter((name) => name !== 'node:module')).toEqual([]);
    },
  );
});
