import { realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { ProtocolError, ProtocolErrorCode, type ServerContext } from '@modelcontextprotocol/server';
import { describeError } from '../../foundation/errors.js';
import { readLimited } from '../../foundation/read-limited.js';
import { problemOf } from '../../plugin/load/identity.js';
import { appFile, LARGEST_APP } from '../../plugin/manifest/app-file.js';
import type { RegisteredTool } from '../../registry/registry.js';
import type { ServedHost } from '../served-host.js';
import { toolsOfApp } from './app-at.js';

/** The media type of the extension `io.modelcontextprotocol/ui`. */
const APP_TYPE = 'text/html;profile=mcp-app';
/** As long as a list: the file stays the same while the server runs. */
const KEPT = { ttlMs: 300_000 };

/** Reads the page of a tool from the plugin's folder, without importing the plugin. */
export async function readApp(host: ServedHost, uri: string, { mcpReq }: ServerContext) {
  const tools = toolsOfApp(host.selection(), uri);
  const on = tools.find(({ enabled }) => enabled);
  if (on === undefined) {
    const off = tools.map(({ tool, reason }) => `${tool.manifest.name}: ${reason}`).join('; ');
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${uri} is not available: ${off}.`);
  }
  const text = await pageOf(on.tool);
  const content = { uri, mimeType: APP_TYPE, text, _meta: { ui: { prefersBorder: true } } };
  return { contents: [content], ...(mcpReq.envelope && KEPT) };
}

async function pageOf({ plugin, manifest }: RegisteredTool): Promise<string> {
  const file = appFile(plugin.file, manifest.ui ?? '');
  try {
    // A link could point to any file that the server can read.
    const [real, folder] = await Promise.all([realpath(file), realpath(dirname(plugin.file))]);
    if (!real.startsWith(folder + sep)) throw new Error('it is a link to a place outside the plugin');
    return await readLimited(real, LARGEST_APP);
  } catch (cause) {
    const problem = problemOf(plugin, `names a page that cannot be read: ${file}: ${describeError(cause)}`);
    throw new ProtocolError(ProtocolErrorCode.InternalError, describeError(problem));
  }
}
