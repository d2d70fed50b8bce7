import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
// The plugins import this module, and jest cannot link it twice at the same time.
import '../../../core/src/index.js';
import { trust } from '../../../core/src/commands/trust/trust.js';
import { loadConfig } from '../../../core/src/config/load.js';
import { remember, trustedFolders } from '../../../core/src/config/trust/store.js';
import { startHost } from '../../../core/src/host/host.js';
import { temporaryFolder } from '../../support/temporary.js';
import { Listener } from './listener.js';

const OWNERS = ['environment', 'named', 'folder', 'user'] as const;
type Owner = (typeof OWNERS)[number];
const TRUSTS = ['not trusted', 'trusted without the pair', 'trusted', 'trusted by --trust'] as const;
type Trust = (typeof TRUSTS)[number];

/** What the owner of the address receives: the credentials, a request without them, or nothing. */
type Gets = 'credentials' | 'a question' | 'nothing';

/** By the source of the credentials, then of the address. The folder is trusted with everything that was shown. */
const TABLE: Record<Owner, Record<Owner, Gets>> = {
  environment: {
    environment: 'credentials',
    named: 'credentials',
    folder: 'credentials',
    user: 'credentials',
  },
  named: { environment: 'credentials', named: 'credentials', folder: 'nothing', user: 'nothing' },
  folder: { environment: 'credentials', named: 'credentials', folder: 'credentials', user: 'nothing' },
  user: { environment: 'credentials', named: 'credentials', folder: 'credentials', user: 'credentials' },
};

function expected(credentials: Owner, address: Owner, trusted: Trust): Gets {
  if (trusted === 'not trusted' && address === 'folder') return 'nothing';
  if (trusted === 'not trusted' && credentials === 'folder') return 'a question';
  if (trusted !== 'trusted' && credentials === 'user' && address === 'folder') return 'a question';
  return TABLE[credentials][address];
}

const listeners = new Map<Owner, Listener>();
beforeAll(async () => {
  for (const owner of OWNERS) listeners.set(owner, await Listener.start());
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterAll(async () => {
  jest.restoreAllMocks();
  for (const listener of listeners.values()) await listener.close();
});

const CREDENTIALS = { KESTRA_USERNAME: 'ada', KESTRA_PASSWORD: 'open-sesame-123' };
const BASIC = Buffer.from('ada:open-sesame-123').toString('base64');
const CONFIG = 'kestra-mcp.config.json';

/** Writes the credentials and the address into the given sources. */
function settle(credentials: Owner, address: Owner) {
  const baseUrl = `http://${listeners.get(address)?.host}`;
  const dotenv = Object.entries(CREDENTIALS)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
  const folderOf = (owner: Owner) =>
    temporaryFolder({
      ...(credentials === owner && { '.env': dotenv }),
      ...(address === owner && { [CONFIG]: JSON.stringify({ kestra: { baseUrl } }) }),
      ...(address !== owner && owner === 'named' && { [CONFIG]: '{}' }),
    });
  const named = [credentials, address].includes('named') ? [`${folderOf('named')}/${CONFIG}`] : [];
  return {
    argv: named.flatMap((file) => ['--config', file]),
    env: {
      ...(credentials === 'environment' && CREDENTIALS),
      ...(address === 'environment' && { KESTRA_BASE_URL: baseUrl }),
    },
    cwd: folderOf('folder'),
    userConfigFolder: folderOf('user'),
  };
}

/** Starts a host, sends a request to its Kestra, and returns what each listener received. */
async function heard(credentials: Owner, address: Owner, trusted: Trust): Promise<Record<string, Gets>> {
  const { argv, ...place } = settle(credentials, address);
  const { cwd, env, userConfigFolder } = place;
  if (trusted.startsWith('trusted') && trusted !== 'trusted by --trust') {
    const world = {
      env: { ...env, KESTRA_MCP_USER_FOLDER: userConfigFolder },
      cwd,
      print: async () => undefined,
    };
    await trust(['--yes'], world);
    const known = (await trustedFolders(userConfigFolder))[cwd];
    if (trusted === 'trusted without the pair' && known)
      await remember(userConfigFolder, cwd, { hash: known.hash });
  }
  const config = await loadConfig({
    ...place,
    argv: [...argv, ...(trusted === 'trusted by --trust' ? ['--trust'] : [])],
  });
  const host = await startHost({ ...config, logLevel: 'critical' });
  // The default address could belong to any Kestra.
  if (config.origins['kestra.baseUrl'] !== 'default') await host.learnEdition().catch(() => undefined);
  await host.close();
  return Object.fromEntries(
    [...listeners].map(([owner, listener]) => {
      const { connections, text } = listener.heard();
      return [owner, connections === 0 ? 'nothing' : text.includes(BASIC) ? 'credentials' : 'a question'];
    }),
  );
}

describe.each(TRUSTS)('where the folder is %s', (trusted) => {
  it.each(OWNERS.flatMap((credentials) => OWNERS.map((address) => [credentials, address] as const)))(
    'credentials of %s, address of %s',
    async (credentials, address) => {
      const nobody = Object.fromEntries(OWNERS.map((owner) => [owner, 'nothing']));
      const gets = expected(credentials, address, trusted);
      expect(await heard(credentials, address, trusted)).toEqual({ ...nobody, [address]: gets });
    },
  );
});
