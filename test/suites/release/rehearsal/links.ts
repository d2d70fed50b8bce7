/** The links on a page that install the server in VS Code and Cursor. */
export function linksIn(page: string): URL[] {
  const links = page.matchAll(/\]\((https:\/\/(?:insiders\.vscode\.dev|cursor\.com)[^)]+)\)/g);
  return [...links].map(([, link = '']) => new URL(link));
}

/** The command line that a client starts after a click on such a link. */
export function startOf(link: URL): string[] {
  const config = link.searchParams.get('config') ?? '';
  const text = link.host === 'cursor.com' ? Buffer.from(config, 'base64').toString() : config;
  const { command, args } = JSON.parse(text) as { command: string; args: string[] };
  return [command, ...args];
}

/** The same from `init --print` for VS Code, without the final line about the file. */
export function writtenBy(printed: string): string[] {
  const [block = '{}'] = /^\{\n {2}"servers"[\s\S]*?^\}/m.exec(printed) ?? [];
  const { command, args } = JSON.parse(block).servers.kestra as { command: string; args: string[] };
  return [command, ...args.slice(0, args.indexOf('--config'))];
}
