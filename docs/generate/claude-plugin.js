import { existsSync, readdirSync } from 'node:fs';
import { RELEASED } from '../../core/bundle/released.js';
import { entryFor } from '../../core/dist/clients/launch.js';
import { ROOT, read } from './read.js';

const NAME = 'kestra-mcp';
const AUTHOR = { name: 'kestra-mcp', url: 'https://github.com/kestra-mcp' };
const DESCRIPTION =
  'Write and run Kestra flows from Claude Code, and diagnose failed executions: the MCP server and its skills.';
const SCHEMAS = 'https://json.schemastore.org';
/** What a user sets in the environment of Claude Code. The server treats an empty variable as unset, so that its own files count. */
const VARIABLES = [
  'KESTRA_BASE_URL',
  'KESTRA_TENANT_ID',
  'KESTRA_USERNAME',
  'KESTRA_PASSWORD',
  'KESTRA_API_TOKEN',
  'KESTRA_MCP_READ_ONLY',
];

/** The marketplace of this repository and its one plugin, which Claude Code reads. */
export function claudePlugin(released = RELEASED) {
  return [
    ['.claude-plugin/marketplace.json', json(marketplace())],
    ['.claude-plugin/plugin.json', json(plugin(released))],
  ];
}

function marketplace() {
  return {
    $schema: `${SCHEMAS}/claude-code-marketplace.json`,
    name: NAME,
    owner: AUTHOR,
    description: 'Kestra in Claude Code',
    plugins: [{ name: 'kestra', source: './', description: DESCRIPTION, category: 'development' }],
  };
}

function plugin(released) {
  const { version, license } = JSON.parse(read('package.json'));
  return {
    $schema: `${SCHEMAS}/claude-code-plugin-manifest.json`,
    name: 'kestra',
    displayName: 'Kestra',
    version,
    description: DESCRIPTION,
    author: AUTHOR,
    homepage: `${AUTHOR.url}/${NAME}`,
    repository: `${AUTHOR.url}/${NAME}`,
    license,
    keywords: ['kestra', 'orchestration', 'workflows', 'data'],
    skills: skillFolders(),
    ...(released && { mcpServers: { kestra: server() } }),
  };
}

/** The folders of the plugins' skills. */
function skillFolders() {
  return readdirSync(new URL('plugins/', ROOT))
    .sort()
    .map((plugin) => `./plugins/${plugin}/skills`)
    .filter((path) => existsSync(new URL(path, ROOT)));
}

/** The entry as `init` writes it for npx, with the variables passed on. */
function server() {
  const env = Object.fromEntries(VARIABLES.map((name) => [name, `\${${name}:-}`]));
  const { command, args } = entryFor('npx', {}, { platform: 'linux', installed: ['node', 'bin.js'] });
  return { command, args, env };
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
