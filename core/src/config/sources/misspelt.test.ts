import { expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { loadConfig } from '../load.js';
import { CONFIG_VARIABLE, TRUST_VARIABLE, USER_FOLDER_VARIABLE, VARIABLES } from './environment.js';
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
  const beside = misspeltVariables({ [name]: 'x', [meant]: 'y' });
  expect(beside).toHaveLength(/^kestra_mcp_/i.test(name) ? 1 : 0);
  expect(misspeltVariables({ [name]: ' ' })).toEqual([]);
});

it.each([
  ['KESTRA_MCP_DISABLE', 'KESTRA_MCP_DISABLED_TOOLS'],
  ['KESTRA_MCP_ENABLE', 'KESTRA_MCP_ENABLED_TOOLS'],
  ['KESTRA_MCP_ONLY', 'KESTRA_MCP_ONLY_TOOLS'],
  ['KESTRA_MCP_BASE_URL', 'KESTRA_BASE_URL'],
])('%s is %s, whether that one is set or not', (name, meant) => {
  const told = [`${name} is not a variable of kestra-mcp and is ignored. Did you mean ${meant}?`];
  expect(misspeltVariables({ [name]: 'x' })).toEqual(told);
  expect(misspeltVariables({ [name]: 'x', [meant]: 'y' })).toEqual(told);
});

it('tells of any other name that begins as ours', () => {
  expect(misspeltVariables({ KESTRA_MCP_COLOR: 'red' })).toEqual([
    'KESTRA_MCP_COLOR is not a variable of kestra-mcp. It has no effect unless your configuration file uses it.',
  ]);
});

it('tells of none of our own names', () => {
  const ours = [...Object.keys(VARIABLES), CONFIG_VARIABLE, TRUST_VARIABLE, USER_FOLDER_VARIABLE];
  expect(misspeltVariables(Object.fromEntries(ours.map((name) => [name, 'x'])))).toEqual([]);
});

it('tells of none that Kubernetes sets for a service of our name', () => {
  const env = {
    KESTRA_MCP_SERVICE_HOST: '10.0.0.1',
    KESTRA_MCP_SERVICE_PORT: '3333',
    KESTRA_MCP_SERVICE_PORT_HTTP: '3333',
    KESTRA_MCP_PORT: 'tcp://10.0.0.1:3333',
    KESTRA_MCP_PORT_3333_TCP: 'tcp://10.0.0.1:3333',
    KESTRA_MCP_PORT_3333_TCP_ADDR: '10.0.0.1',
    KESTRA_MCP_PORT_3333_TCP_PORT: '3333',
    KESTRA_MCP_PORT_3333_TCP_PROTO: 'tcp',
  };
  expect(misspeltVariables(env)).toEqual([]);
  expect(misspeltVariables({ KESTRA_MCP_PORT: '3333' })).toHaveLength(1);
});

it.each([
  'KESTRA_MCP_COMMAND',
  'KESTRA_MCP_RELEASE',
  'KESTRA_CONFIGURATION',
  'KESTRA_URL_OF_PROD',
  'KESTRA',
  'MY_KESTRA_BASE_URL',
])('%s allows any value', (name) => expect(misspeltVariables({ [name]: 'x' })).toEqual([]));

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
