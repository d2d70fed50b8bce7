/** Prints the links that install the server in VS Code and Cursor, as Markdown for the README. Core must be built. */
import { entryFor } from '../core/dist/clients/launch.js';

/** The same entry as `init` writes. */
const { command, args } = entryFor('npx', {}, { platform: 'linux', installed: ['node', 'bin.js'] });
const COMMAND = { command, args };
const ADDRESS = 'http://localhost:8080/api/v1';

const WAYS = {
  'user name and password': {
    KESTRA_USERNAME: { id: 'username', description: 'User name' },
    KESTRA_PASSWORD: { id: 'password', description: 'Password', password: true },
  },
  'API token': {
    KESTRA_TENANT_ID: { id: 'tenant', description: 'Tenant', default: 'main' },
    KESTRA_API_TOKEN: { id: 'token', description: 'API token', password: true },
  },
};

for (const [way, asked] of Object.entries(WAYS))
  process.stdout.write(`- With ${way}: [VS Code](${vsCode(asked)}) · [Cursor](${cursor(asked)})\n`);

/** VS Code asks for each input. It stores a password outside the configuration. */
function vsCode(asked) {
  const all = {
    KESTRA_BASE_URL: { id: 'address', description: 'Base URL of Kestra', default: ADDRESS },
    ...asked,
  };
  const env = mapped(all, ({ id }) => `\${input:${id}}`);
  const inputs = Object.values(all).map((input) => ({ type: 'promptString', ...input }));
  const query = {
    name: 'kestra',
    config: JSON.stringify({ ...COMMAND, env }),
    inputs: JSON.stringify(inputs),
  };
  return `https://insiders.vscode.dev/redirect/mcp/install?${encoded(query)}`;
}

/**
 * Cursor does not ask. It shows the configuration, for the user to fill in. The server treats an empty variable as
 * unset.
 */
function cursor(asked) {
  const env = { KESTRA_BASE_URL: ADDRESS, ...mapped(asked, (input) => input.default ?? '') };
  const config = Buffer.from(JSON.stringify({ ...COMMAND, env })).toString('base64');
  return `https://cursor.com/en/install-mcp?${encoded({ name: 'kestra', config })}`;
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** encodeURIComponent keeps parentheses, which would end a link in Markdown. */
function encoded(query) {
  return Object.entries(query)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
}
