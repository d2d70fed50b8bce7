import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { ROOT, read } from './read.js';

const FLOWS = 'examples/demo/flows/company';

/** Said, and the tool that a model calls for it. */
const TURNS = [
  ['Find me a flow called hello', 'find_flow', { query: 'hello' }],
  ['List dependencies for the namespace company', 'list_namespace_dependencies', { namespace: 'company' }],
];

/** What the built host answers on the sandbox with the demo's flows, through an MCP client. */
export async function transcript() {
  const args = [fileURLToPath(new URL('dist/bin.js', ROOT)), '--sandbox'];
  // None of this shell's settings, nor the configuration file of the clone.
  const cwd = fileURLToPath(new URL('examples/demo/', ROOT));
  const place = { env: { PATH: process.env.PATH, XDG_CONFIG_HOME: cwd, APPDATA: cwd }, cwd };
  const client = new Client({ name: 'kestra-mcp-docs', version: '1.0.0' });
  try {
    await client.connect(new StdioClientTransport({ command: process.execPath, args, ...place }));
    for (const name of readdirSync(new URL(FLOWS, ROOT)).sort()) {
      await call(client, 'create_flow_from_yaml', { yaml_definition: read(`${FLOWS}/${name}`) });
    }
    const lines = [];
    for (const [said, tool, given] of TURNS) {
      const answer = shown(await call(client, tool, given));
      lines.push(`> ${said}`, '', `  ${tool} ${JSON.stringify(given)}`, '', ...answer.split('\n'), '');
    }
    return `\`\`\`text\n${lines.join('\n').trimEnd()}\n\`\`\`\n`;
  } finally {
    await client.close();
  }
}

/** The answer as it is; where it is a text alone, that text with its lines. */
function shown(answer) {
  const [[name, text], ...others] = Object.entries(answer);
  return others.length === 0 && typeof text === 'string' ? `${name}:\n${text}` : JSON.stringify(answer);
}

async function call(client, name, args) {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: args });
  if (isError) throw new Error(`${name}: ${JSON.stringify(content)}`);
  return structuredContent;
}
