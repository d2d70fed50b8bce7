import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
// The plugins import this module, and jest cannot link it twice at the same time.
import '../../../core/src/index.js';
import { loadConfig } from '../../../core/src/config/load.js';
import { maskAll } from '../../../core/src/response/armed.js';
import { runHost } from '../../support/host/raw.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Creates files in the working folder that tell libraries or Node what to load. */
function lured(): { cwd: string; marker: string } {
  const marker = join(temporaryFolder(), 'ran');
  const runs = `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'ran'); module.exports = {};`;
  const cwd = temporaryFolder({
    ...Object.fromEntries(
      [
        '.config/config.js',
        '.config/config.cjs',
        '.config/config.ts',
        'jiti.config.js',
        'node_modules/.cache/jiti/x.cjs',
      ].map((name) => [name, runs]),
    ),
    'package.json': JSON.stringify({ cosmiconfig: { loaders: {}, searchPlaces: ['./x.js'] } }),
    'package.yaml': 'cosmiconfig: { loaders: {} }\n',
    '.config/config.json': '{"cosmiconfig":{"loaders":{}}}',
    '.swcrc': '{"broken"',
    'tsconfig.json': '{"extends":"./x.js"}',
    'babel.config.cjs': runs,
    '.babelrc': '{"presets":["./.config/config.cjs"]}',
  });
  return { cwd, marker };
}

describe("the user's own configuration, whatever the working folder has", () => {
  it.each([
    ['kestra-mcp.config.yaml', 'tools: { readOnly: true }\n'],
    ['kestra-mcp.config.json', '{"tools":{"readOnly":true}}'],
    ['kestra-mcp.config.ts', 'const readOnly: boolean = true;\nexport default { tools: { readOnly } };\n'],
    ['kestra-mcp.config.mjs', 'export default { tools: { readOnly: true } };\n'],
    ['package.json', '{"kestra-mcp":{"tools":{"readOnly":true}}}'],
  ])('%s is read, and nothing else runs', async (name, text) => {
    const own = temporaryFolder({ [name]: text });
    for (const [args, userFolder] of [
      [[], own],
      [['--config', join(own, name)], temporaryFolder()],
    ] as const) {
      const { cwd, marker } = lured();
      const env = { KESTRA_MCP_USER_FOLDER: userFolder, KESTRA_MCP_TRUST: '' };
      const { code, stdout, stderr } = await runHost({ cwd, env, args: ['list', '--json', ...args] });
      expect([code, existsSync(marker), stderr]).toEqual([0, false, '']);
      expect(stdout).toContain(`read-only mode is on (${join(own, name)})`);
    }
  });
});

describe('what a folder calls its secret', () => {
  it.each([
    ['.env', 'KESTRA_API_TOKEN=.env-7f3K9\n'],
    ['kestra-mcp.config.json', '{"kestra":{"auth":{"token":"kestra-mcp.config.json-7f3K9"}}}'],
    [
      'kestra-mcp.config.ts',
      "const token = 'kestra-mcp.config.ts-7f3K9';\nexport default { kestra: { auth: { token } } };\n",
    ],
    ['package.json', '{"kestra-mcp":{"kestra":{"auth":{"token":"package.json-7f3K9"}}}}'],
  ])('is masked in nothing before it is trusted: %s', async (name, text) => {
    const around = { argv: [], cwd: temporaryFolder({ [name]: text }), userConfigFolder: temporaryFolder() };
    await loadConfig({ ...around, env: {} });
    expect(maskAll(`search_flows of ${name}-7f3K9`)).toBe(`search_flows of ${name}-7f3K9`);
    // If the folder is trusted, the value is used, so it is a secret.
    await loadConfig({ ...around, env: { KESTRA_MCP_TRUST: '1' } });
    expect(maskAll(`search_flows of ${name}-7f3K9`)).not.toContain('7f3K9');
  });
});
