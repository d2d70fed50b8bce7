import { contentOf, isCode } from '../../config/sources/file.js';
import type { Snapshot } from '../../config/trust/snapshot.js';

const IN_DOTENV = /^\s*(?:export\s+)?(KESTRA_MCP_HTTP\w*\s*=.*)$/gm;

/** What a folder's files say of HTTP, as it stands there: a port that is opened, and pages that may call it. */
export async function saidOfHttp({ texts, dotenv }: Snapshot): Promise<string[]> {
  const said = await Promise.all(
    [...texts].map(async ([path, text]) => {
      if (path === dotenv) return [...text.matchAll(IN_DOTENV)].map(([, line = '']) => line.trim());
      const content = isCode(path) ? undefined : await contentOf(path, text).catch(() => undefined);
      const http = (content as { http?: unknown } | undefined)?.http;
      return http === undefined ? [] : [JSON.stringify(http)];
    }),
  );
  return said.flat();
}
