import { contentOf, isCode } from '../../config/sources/file.js';
import type { Snapshot } from '../../config/trust/snapshot.js';

const IN_DOTENV = /^\s*(?:export\s+)?(KESTRA_MCP_HTTP\w*\s*=.*)$/gm;

/** The HTTP settings in a folder's files, unchanged: a port that would be opened, and pages that could call it. */
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
