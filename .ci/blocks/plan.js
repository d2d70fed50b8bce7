const SYSTEMS = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

/** What to do with a block: run it, start the servers that it gives a client, or skip it for a reason. Any other block is an error. */
export function planOf(block, exceptions, platform = process.platform) {
  const { language, content, tab, recorded } = block;
  const exception = exceptions.find((text) => content.includes(text));
  if (exception !== undefined) return { skip: `--except ${exception}` };
  if (recorded) return { skip: 'npm run docs records it' };
  if (Object.values(SYSTEMS).includes(tab) && tab !== SYSTEMS[platform]) return { skip: `it is for ${tab}` };
  if (['bash', 'sh', 'shell', 'console'].includes(language)) {
    return /^docker /m.test(content) ? { skip: 'it needs Docker' } : { run: content };
  }
  if (language === 'json') return { servers: serversOf(content) };
  throw new Error(
    `The code block has the language "${language}". Use bash or json, or teach .ci/blocks/plan.js to check this one.`,
  );
}

function serversOf(content) {
  const { mcpServers, servers = mcpServers } = JSON.parse(content);
  if (servers === undefined)
    throw new Error('This JSON names no MCP servers. A client needs "mcpServers" or "servers".');
  return Object.entries(servers);
}
