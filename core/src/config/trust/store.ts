import { existsSync } from 'node:fs';
import { mkdir, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../foundation/errors.js';
import type { Withheld } from '../config.js';
import { readText, reasonOf } from '../sources/disk.js';

/** What the user agreed to for one folder. */
export interface Trusted {
  /** Hash of the files at that time. */
  hash: string;
  /** Credentials of the user that may be sent to the folder's address. */
  credentials?: Withheld;
}

/** By the real path of the folder. */
export type TrustedFolders = Readonly<Record<string, Trusted>>;

const NAME = 'trusted.json';
const VERSION = 1;

/** The trusted folders. Empty if the store is missing or invalid. */
export async function trustedFolders(userFolder: string): Promise<TrustedFolders> {
  const path = join(userFolder, NAME);
  if (!existsSync(path)) return {};
  try {
    const { version, folders } = JSON.parse(await readText(path)) as { version?: unknown; folders?: unknown };
    if (version !== VERSION || typeof folders !== 'object' || folders === null) return {};
    return Object.fromEntries(Object.entries(folders).filter(([, value]) => isTrusted(value)));
  } catch {
    // Trusting nothing is safe, and the notice about the folder says what to do.
    return {};
  }
}

/** Adds a folder, or removes it if nothing is given. */
export async function remember(userFolder: string, folder: string, trusted?: Trusted): Promise<void> {
  const { [folder]: _, ...others } = await trustedFolders(userFolder);
  const folders = trusted === undefined ? others : { ...others, [folder]: trusted };
  const path = join(userFolder, NAME);
  const unfinished = `${path}.${process.pid}`;
  try {
    await mkdir(userFolder, { recursive: true, mode: 0o700 });
    await writeFile(unfinished, `${JSON.stringify({ version: VERSION, folders }, null, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    await rename(unfinished, path);
  } catch (cause) {
    await unlink(unfinished).catch(() => undefined);
    throw new ConfigError(`The list of trusted folders cannot be written to ${path}: ${reasonOf(cause)}`, {
      cause,
      hint: 'Trust the folder once with --trust, or set KESTRA_MCP_TRUST=1 in the environment.',
    });
  }
}

function isTrusted(value: unknown): value is Trusted {
  const { hash, credentials } = Object(value) as { hash?: unknown; credentials?: unknown };
  const { from, to } = Object(credentials) as { from?: unknown; to?: unknown };
  const isPair = typeof from === 'string' && typeof to === 'string';
  return typeof hash === 'string' && (credentials === undefined || isPair);
}
