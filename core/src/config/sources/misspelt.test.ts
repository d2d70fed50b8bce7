import { expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { loadConfig } from '../load.js';
import { misspeltVariables } from './misspelt.js';

it.each([
  ['KESTRA_MCP_READONLY', 'KESTRA_MCP_READ_ONLY'],
  ['kestra_mcp_read_only', 'KESTRA_MCP_READ_ONLY'],
  ['KESTRA_BASEURL', 'KESTRA_BASE_URL'],
  ['KESTRA_MCP_DISABLE_TOOLS', 'KESTRA_MCP_DISABLED_TOOLS'],
  ['KESTRA_USER_NAME', 'KESTRA_USERNAME'],
  ['KESTRA_MCP_FIXED_NAMESPACE', 'KESTRA_MCP_FIXED_NAMESPACES'],
])('%s is nearly %s', (name, meant) => {
  expect(misspeltVariables({ [name]: 'x' })).toEqual([
    `${name} is not a variable of kestra-mcp and is ignored. Did you mean ${meant}?`,
  ]);
  // Somebody's own, beside the right one; and one without a value.
  expect(misspeltVariables({ [name]: 'x', [meant]: 'y' })).toEqual([]);
  expect(misspeltVariables({ [name]: ' ' })).toEqual([]);
});

it.each(['KESTRA_MCP_COMMAND', 'KESTRA_CONFIGURATION', 'KESTRA_URL_OF_PROD', 'KESTRA', 'MY_KESTRA_BASE_URL'])(
  '%s allows any value',
  (name) => expect(misspeltVariables({ [name]: 'x' })).toEqual([]),
);

it("is told of the user's .env, too, and of no .env that is not trusted", async () => {
  const text = 'KESTRA_MCP_READONLY=true\n';
  const userConfigFolder = temporaryFolder({ '.env': text });
  const told = (cwd: string, folder: string) =>
    loadConfig({ argv: [], env: {}, cwd, userConfigFolder: folder }).then(({ warnings }) => warnings);
  expect(await told(temporaryFolder(), userConfigFolder)).toEqual([
    'KESTRA_MCP_READONLY is not a variable of kestra-mcp and is ignored. Did you mean KESTRA_MCP_READ_ONLY?',
  ]);
  expect(await told(temporaryFolder({ '.env': text }), temporaryFolder())).toBeUndefined();
});
