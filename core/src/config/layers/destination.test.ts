import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { loadConfig } from '../load.js';
import { fingerprintOf, snapshotOf } from '../trust/snapshot.js';
import { remember } from '../trust/store.js';

type Files = Record<string, string>;
const CONFIG = 'kestra-mcp.config.json';
const addressed = (host: string): Files => ({
  [CONFIG]: JSON.stringify({ kestra: { baseUrl: `http://${host}` } }),
});
const password = (owner: string): string => `KESTRA_USERNAME=${owner}\nKESTRA_PASSWORD=pw-of-${owner}\n`;

/** Whoever may have credentials, or say the address. */
const OWNERS = ['environment', 'named', 'folder', 'user'] as const;
type Owner = (typeof OWNERS)[number];
const TRUSTS = ['not trusted', 'trusted', 'trusted with the pair', '--trust'] as const;
type Trust = (typeof TRUSTS)[number];

/** Where the credentials of one go when another says the address; `undefined`: they stay here. */
async function sent(
  credentials: Owner,
  address: Owner | 'default',
  trust: Trust,
): Promise<[string, string?]> {
  const files: Record<Owner, Files> = { environment: {}, named: {}, folder: {}, user: {} };
  if (address !== 'default' && address !== 'environment') Object.assign(files[address], addressed(address));
  if (credentials !== 'environment') files[credentials]['.env'] = password(credentials);
  const isNamed = [credentials, address].includes('named');
  if (isNamed && files.named[CONFIG] === undefined) files.named[CONFIG] = '{"strict":false}';
  const [cwd, user, named] = [files.folder, files.user, files.named].map((each) => temporaryFolder(each));
  const env = {
    ...(credentials === 'environment' && {
      KESTRA_USERNAME: 'environment',
      KESTRA_PASSWORD: 'pw-of-environment',
    }),
    ...(address === 'environment' && { KESTRA_BASE_URL: 'http://environment' }),
  };
  const sources = {
    argv: [
      ...(isNamed ? ['--config', `${named}/${CONFIG}`] : []),
      ...(trust === '--trust' ? ['--trust'] : []),
    ],
    env,
    cwd: cwd ?? '',
    userConfigFolder: user ?? '',
  };
  const snapshot = await snapshotOf(sources.cwd);
  if (snapshot !== undefined && trust.startsWith('trusted')) {
    const { hash } = await fingerprintOf(snapshot);
    const { withheld } = await loadConfig({ ...sources, mode: 'shown' });
    const pair = trust === 'trusted with the pair' && withheld !== undefined;
    await remember(sources.userConfigFolder, sources.cwd, { hash, ...(pair && { credentials: withheld }) });
  }
  const { kestra } = await loadConfig(sources);
  const host = new URL(kestra.baseUrl).hostname;
  return kestra.auth.kind === 'basic' ? [host, kestra.auth.username] : [host];
}

/** As the rules say it, in one place and in other words than the code. */
function expected(credentials: Owner, address: Owner | 'default', trust: Trust): [string, string?] {
  const isTrusted = trust !== 'not trusted';
  const who = credentials === 'folder' && !isTrusted ? undefined : credentials;
  const said = address === 'default' || (address === 'folder' && !isTrusted) ? undefined : address;
  // Credentials of a file go to its own address, to a nearer one, or else to the default.
  const rank = ['environment', 'named', 'folder', 'user'];
  const isFarther =
    who !== undefined && who !== 'environment' && rank.indexOf(said ?? '') > rank.indexOf(who);
  const host = said === undefined || isFarther ? 'localhost' : said;
  if (who === undefined) return [host];
  const isForeign = host === 'folder' && who === 'user';
  return isForeign && trust !== 'trusted with the pair' ? [host] : [host, who];
}

describe.each(TRUSTS)('a folder that is %s: credentials of', (trust) => {
  const combinations = OWNERS.flatMap((credentials) =>
    ([...OWNERS, 'default'] as const).map((address) => [credentials, address] as const),
  );
  it.each(combinations)('%s, the address of %s', async (credentials, address) => {
    expect(await sent(credentials, address, trust)).toEqual(expected(credentials, address, trust));
  });
});

describe('what else leads elsewhere', () => {
  const load = async (cwd: Files, user: Files, env: Files = {}) => {
    const folders = { cwd: temporaryFolder(cwd), userConfigFolder: temporaryFolder(user) };
    return loadConfig({ argv: ['--trust'], env, ...folders });
  };

  it('a proxy that a folder names gets no credentials but its own', async () => {
    const user = { ...addressed('mine'), '.env': password('user') };
    const { kestra, withheld } = await load({ '.env': 'HTTP_PROXY=http://evil:1/p?q' }, user);
    expect([kestra.auth.kind, withheld?.to]).toEqual(['none', 'http://mine through http://evil:1']);
    expect((await load({}, user, { HTTP_PROXY: 'http://mine:1' })).kestra.auth.kind).toBe('basic');
  });

  it('half of a pair goes where the other half may', async () => {
    const user = { ...addressed('mine'), '.env': 'KESTRA_PASSWORD=pw' };
    const { kestra } = await load({ '.env': 'KESTRA_USERNAME=eve' }, user);
    expect([kestra.baseUrl, kestra.auth.kind]).toEqual(['http://mine/api/v1', 'basic']);
  });

  it('half of a pair makes the whole one', async () => {
    const cwd = { ...addressed('evil'), '.env': 'KESTRA_USERNAME=eve' };
    const { kestra, withheld } = await load(cwd, { '.env': password('user') });
    expect([kestra.auth.kind, withheld?.to]).toEqual(['none', 'http://evil']);
  });

  it('a pair that was agreed to is for that address and those credentials alone', async () => {
    const folders = {
      cwd: temporaryFolder(addressed('evil')),
      userConfigFolder: temporaryFolder({ '.env': password('user') }),
    };
    const snapshot = await snapshotOf(folders.cwd);
    const { hash } = snapshot ? await fingerprintOf(snapshot) : { hash: '' };
    const shown = await loadConfig({ argv: [], env: {}, ...folders, mode: 'shown' });
    const { from = '', to = '' } = shown.withheld ?? {};
    for (const [agreed, kind] of [
      [{ from, to: 'http://other' }, 'none'],
      [{ from: 'KESTRA_API_TOKEN', to }, 'none'],
      [{ from, to }, 'basic'],
    ] as const) {
      await remember(folders.userConfigFolder, folders.cwd, { hash, credentials: agreed });
      const { kestra } = await loadConfig({ argv: [], env: {}, ...folders });
      expect([kestra.baseUrl, kestra.auth.kind]).toEqual(['http://evil/api/v1', kind]);
    }
  });
});
