import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHost } from '../../../support/host/host.js';
import { runHost } from '../../../support/host/raw.js';
import { temporaryFolder } from '../../../support/temporary.js';
import { until } from '../../../support/until.js';
import type { Provoked } from './provoked.js';

const FILE = 'kestra-mcp.config.json';
const OTHER = '{ "kestra": { "baseUrl": "http://127.0.0.1:1" } }';

/** What a running server says if an edit relaxes a limit. */
async function lifted(): Promise<string> {
  const cwd = temporaryFolder({ [FILE]: '{ "tools": { "readOnly": true } }' });
  const { client, stderr, stop } = await startHost({ cwd, args: ['--sandbox'] });
  await client.listTools();
  writeFileSync(join(cwd, FILE), '{}');
  const text = await until(() => (stderr().includes('SIGHUP') ? stderr() : undefined), stderr);
  await stop();
  return text;
}

/** Errors about the trust in a folder. */
export const TRUST: Provoked = {
  '… is not trusted, so kestra-mcp ignores parts of it: …': async () => {
    const env = { KESTRA_MCP_TRUST: '' };
    return (await runHost({ cwd: temporaryFolder({ [FILE]: OTHER }), env, input: '' })).stderr;
  },
  'The credentials from … are not sent to …, because that address comes from …': async () => {
    const HOME = temporaryFolder({ '.config/kestra-mcp/.env': 'KESTRA_API_TOKEN=a-token' });
    return (await runHost({ cwd: temporaryFolder({ [FILE]: OTHER }), env: { HOME }, input: '' })).stderr;
  },
  'The server is read-only because of …, although … is false.': async () => {
    const HOME = temporaryFolder({ [`.config/kestra-mcp/${FILE}`]: '{ "tools": { "readOnly": true } }' });
    const env = { HOME, KESTRA_MCP_READ_ONLY: 'false' };
    return (await runHost({ cwd: temporaryFolder(), env, args: ['doctor', '--sandbox'] })).stdout;
  },
  'kestra-mcp: … is "…", but … is "…".': async () => {
    const fixed = '{ "tools": { "fixed": { "namespaces": ["company"] } } }';
    const HOME = temporaryFolder({ [`.config/kestra-mcp/${FILE}`]: fixed });
    const env = { HOME, KESTRA_MCP_FIXED_NAMESPACES: 'sandbox' };
    return (await runHost({ cwd: temporaryFolder(), env, input: '' })).stderr;
  },
  'kestra-mcp: … was not changed: … is a symbolic link to ….': async () => {
    const cwd = temporaryFolder();
    symlinkSync(join(temporaryFolder(), 'elsewhere'), join(cwd, '.env'));
    const env = { HOME: temporaryFolder(), KESTRA_MCP_TRUST: '' };
    return (await runHost({ cwd, env, args: ['init', '--yes', '--offline', '--folder', '.'] })).stderr;
  },
  'Some changes take effect only after a restart or SIGHUP: ….': lifted,
};
