import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ResourceNotFoundError, type ServerContext } from '@modelcontextprotocol/server';
import { PluginError } from '../../foundation/errors.js';
import { beginning } from '../../foundation/hidden.js';
import { sha256 } from '../../foundation/keys/hash.js';
import { readLimitedBytes } from '../../foundation/read-limited.js';
import { problemOf } from '../../plugin/load/identity.js';
import type { SkillFileManifest } from '../../plugin/manifest/manifest.js';
import { largestOf } from '../../plugin/skills/limits.js';
import { answered } from '../answer.js';
import type { ServedHost } from '../served-host.js';
import { typeOf } from './file-type.js';
import { enabledAt } from './serve-skills.js';
import { type SelectedSkill } from './skill-at.js';

/** As long as a list: the file stays the same while the server runs. */
const KEPT = { ttlMs: 300_000 };

/**
 * Reads a file of a skill, unchanged. Clients refuse content that does not match the digest in the list, so nothing is
 * masked or cut. The file comes from a package, not from Kestra.
 */
export async function readSkill(host: ServedHost, uri: string, { mcpReq }: ServerContext) {
  const { selected, path } = await answered((async () => enabledAt(host, 'resources/read', { uri }))());
  const file = selected.feature.manifest.files.find((each) => each.path === path);
  if (file === undefined)
    throw new ResourceNotFoundError(beginning(uri, 2_000), `There is no file ${beginning(uri, 200)}.`);
  const bytes = await answered(bytesOf(selected, file));
  return { contents: [{ uri, mimeType: typeOf(path), ...contentOf(bytes) }], ...(mcpReq.envelope && KEPT) };
}

async function bytesOf(
  { feature: { manifest, plugin } }: SelectedSkill,
  file: SkillFileManifest,
): Promise<Buffer> {
  const folder = plugin.skillFolder?.(manifest.name) ?? '';
  const wrong = (what: string, cause?: unknown): PluginError =>
    problemOf(plugin, `has the skill "${manifest.name}", whose ${file.path} ${what}`, { cause });
  let bytes: Buffer;
  try {
    const [real, root] = await Promise.all([realpath(join(folder, file.path)), realpath(folder)]);
    // A link could point to any file that the server can read.
    if (!real.startsWith(root + sep)) throw new Error('it is a link to a place outside the skill');
    bytes = await readLimitedBytes(real, largestOf(file.path));
  } catch (cause) {
    throw wrong(`cannot be read: ${(cause as Error).message}.`, cause);
  }
  if (`sha256:${sha256(bytes)}` === file.digest) return bytes;
  throw wrong('differs from its manifest. Generate the manifest again and restart the server.');
}

/** Text if the bytes survive the conversion, otherwise base64. */
function contentOf(bytes: Buffer): { text: string } | { blob: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { blob: bytes.toString('base64') };
  }
}
