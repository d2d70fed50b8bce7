/** The blocks of code of a page, with what decides whether they can run here. */
export function blocksOf(page) {
  const blocks = [];
  const state = { tab: undefined, recorded: false };
  let open;
  for (const [index, line] of page.split('\n').entries()) {
    if (open) {
      if (line.trim() === open.fence) {
        blocks.push(open.block);
        open = undefined;
      } else open.block.content += `${line}\n`;
      continue;
    }
    const [, fence, language] = /^ *(```+)(\S*)/.exec(line) ?? [];
    if (fence) open = { fence, block: { language, line: index + 1, content: '', ...state } };
    else notice(line, state);
  }
  if (open) throw new Error(`The code block in line ${open.block.line} is not closed.`);
  return blocks;
}

/** Tabs are `<details>` between `<!-- tabs -->` and `<!-- /tabs -->`; what the generator recorded is marked, too. */
function notice(line, state) {
  const summary = /<summary>(.*)<\/summary>/.exec(line)?.[1];
  if (summary) state.tab = summary;
  if (/<\/details>|<!-- \/tabs -->/.test(line)) state.tab = undefined;
  if (line.startsWith('<!-- transcript: ')) state.recorded = true;
  if (line.startsWith('<!-- /transcript')) state.recorded = false;
}

const SYSTEMS = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

/**
 * What to do with a block: run it, start what it tells a client to start, or skip it for a reason. A block that is none of these
 * is an error.
 */
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
    `The code block has the language "${language}". Use bash or json, or teach .ci/fresh-clone to check this one.`,
  );
}

function serversOf(content) {
  const { mcpServers, servers = mcpServers } = JSON.parse(content);
  if (servers === undefined)
    throw new Error('This JSON names no MCP servers. A client needs "mcpServers" or "servers".');
  return Object.entries(servers);
}
