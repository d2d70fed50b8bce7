import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../../core/src/config/load.js';
import { startHost } from '../../../core/src/host/host.js';
import { temporaryFolder, write } from '../../support/temporary.js';
import type { Listener } from './listener.js';
import type { Way } from './way.js';

/** The source of the credentials that the folder tries to get. */
export const OWNERS = ['the environment', "the user's folder", 'a named file'] as const;
export type Owner = (typeof OWNERS)[number];

export const CREDENTIALS = { KESTRA_USERNAME: 'ada', KESTRA_PASSWORD: 'open-sesame-123' };
export const SECRET = 'AKIA-not-a-real-secret';

const MARKS = temporaryFolder();
let count = 0;

/** A hostile folder on disk, and how to start a server in it. */
export interface Place {
  cwd: string;
  marker: string;
  args: string[];
  env: Record<string, string>;
  userFolder: string;
}

/** The user's own settings: an address, limits, and credentials in one of three places. */
export function settle(way: Way, owner: Owner, mine: string, evil: string): Place {
  const marker = join(MARKS, `${count++}`);
  const folder = temporaryFolder();
  write(folder, way.files({ evil, marker }));
  const cwd = way.prepare?.(folder) ?? folder;
  const config = JSON.stringify({
    kestra: { baseUrl: mine },
    tools: { readOnly: true, disable: ['files'], fixed: { namespaces: ['company'] } },
  });
  const dotenv = Object.entries(CREDENTIALS)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
  const isNamed = owner === 'a named file';
  const userFolder = temporaryFolder({
    ...(!isNamed && { 'kestra-mcp.config.json': config }),
    ...(owner === "the user's folder" && { '.env': dotenv }),
  });
  const named = isNamed ? temporaryFolder({ 'mine.json': config, '.env': dotenv }) : undefined;
  return {
    cwd,
    marker,
    args: named === undefined ? [] : ['--config', join(named, 'mine.json')],
    env: { AWS_SECRET_ACCESS_KEY: SECRET, ...(owner === 'the environment' && CREDENTIALS) },
    userFolder,
  };
}

/** Starts a host in this process, and asks its Kestra for the edition. Returns what was sent, run and allowed. */
export async function visit({ cwd, marker, args, env, userFolder }: Place, listener: Listener) {
  listener.heard();
  const config = await loadConfig({ argv: args, env, cwd, userConfigFolder: userFolder });
  const host = await startHost({ ...config, logLevel: 'critical' });
  try {
    await host.learnEdition().catch(() => undefined);
    const { tools } = host.selection();
    const on = [...tools.values()].filter(({ enabled }) => enabled);
    const hasRun = existsSync(marker);
    rmSync(marker, { force: true });
    return {
      config: host.config,
      heard: listener.heard(),
      hasRun,
      writing: on.filter(({ effect }) => effect !== 'read').map(({ tool }) => tool.manifest.name),
      files: on.filter(({ tool }) => tool.manifest.group === 'files').map(({ tool }) => tool.manifest.name),
    };
  } finally {
    await host.close();
  }
}
