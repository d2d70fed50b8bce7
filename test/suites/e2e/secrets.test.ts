import { describe, expect, it } from '@jest/globals';
import { call, startHost } from '../../support/host/host.js';
import { runHost } from '../../support/host/raw.js';
import { CONFIGS, fakeKestra, type Seen } from '../../support/kestra/fake-kestra.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import { temporaryFolder } from '../../support/temporary.js';

const USERNAME = 'ada@example.com';
const PASSWORD = 'Corr3ct/horse+battery "staple"';
const TOKEN = 'kestra-token-0123456789';
const BASIC = Buffer.from(`${USERNAME}:${PASSWORD}`).toString('base64');
/** Unchanged, encoded for URLs and JSON, and as in the header. */
const FORMS = [PASSWORD, encodeURIComponent(PASSWORD), JSON.stringify(PASSWORD).slice(1, -1), BASIC, TOKEN];

const WAYS: [way: string, env: Record<string, string>][] = [
  ['user name and password', { KESTRA_USERNAME: USERNAME, KESTRA_PASSWORD: PASSWORD }],
  ['API token', { KESTRA_API_TOKEN: TOKEN }],
];

/** A Kestra that repeats what it was sent, with a status from the test. */
async function gossip() {
  const tells = { status: 401 };
  const kestra = await fakeKestra(({ url, authorization }: Seen) => {
    if (url.endsWith('/configs')) return { body: CONFIGS };
    const message = `Refused: ${authorization}, ${PASSWORD}, ${encodeURIComponent(PASSWORD)}, ${TOKEN}`;
    const body = JSON.stringify({ message, _embedded: { errors: [{ message, path: message }] } });
    return { status: tells.status, body };
  });
  return Object.assign(kestra, { tells });
}

function expectNoSecret(text: string, secrets: readonly string[] = FORMS): void {
  for (const secret of secrets) expect(text).not.toContain(secret);
}

describe.each(WAYS)('with %s', (_, credentials) => {
  const mine = FORMS.filter((form) => 'KESTRA_API_TOKEN' in credentials === (form === TOKEN));

  it('answers that repeat them are masked, whatever their status', async () => {
    const kestra = await gossip();
    const env = { ...credentials, KESTRA_BASE_URL: kestra.baseUrl, KESTRA_MCP_LOG_LEVEL: 'debug' };
    const { client, stderr, stop } = await startHost({ cwd: fourGroups(), env });
    const calls: [string, Record<string, unknown>][] = [
      ['list_flows_in_namespace', { namespace: 'company' }],
      ['create_flow_from_yaml', { yaml_definition: 'id: a\nnamespace: b\n' }],
      ['execute_flow', { namespace: 'company', flow_id: 'hello', wait: true }],
      ['manage_kv_store', { namespace: 'company', action: 'list' }],
    ];
    for (kestra.tells.status of [400, 401, 403, 409, 422, 500]) {
      for (const [name, args] of calls) {
        const { text } = await call(client, name, args);
        expect(text).toContain('***');
        expectNoSecret(text, mine);
      }
    }
    await stop();
    expect(kestra.seen.some(({ authorization }) => authorization !== '')).toBe(true);
    expect(stderr()).toContain('***');
    expectNoSecret(stderr(), mine);
  });

  it('a success that repeats them is masked', async () => {
    const kestra = await fakeKestra(({ url, authorization }) => {
      if (url.endsWith('/configs')) return { body: CONFIGS };
      const said = `${authorization}, ${PASSWORD}, ${TOKEN}`;
      return { body: JSON.stringify([{ id: 'a', namespace: 'b', description: said, labels: [said] }]) };
    });
    const { client, stop } = await startHost({
      cwd: fourGroups(),
      env: { ...credentials, KESTRA_BASE_URL: kestra.baseUrl },
    });
    const { text, isError } = await call(client, 'list_flows_in_namespace', { namespace: 'b' });
    await stop();
    expect(isError).toBe(false);
    // A password can be a word that a flow also contains, but the header's value cannot.
    expectNoSecret(text, [BASIC, ...('KESTRA_API_TOKEN' in credentials ? [TOKEN] : [])]);
  });

  it('list and doctor show that they are set, and mask them', async () => {
    const kestra = await gossip();
    const env = { ...credentials, KESTRA_BASE_URL: kestra.baseUrl, KESTRA_MCP_LOG_LEVEL: 'debug' };
    for (const args of [['list'], ['list', '--json'], ['doctor'], ['doctor', '--json']]) {
      const { stdout, stderr } = await runHost({ args, env, cwd: fourGroups() });
      expectNoSecret(stdout + stderr, mine);
      if (args[0] === 'doctor') expect(stdout).toContain('***');
    }
  });
});

describe('a configuration that is refused', () => {
  it.each([
    ['a token with a space', { KESTRA_API_TOKEN: `Bearer ${TOKEN}` }, [TOKEN]],
    ['a URL with a password', { KESTRA_BASE_URL: `http://ada:${TOKEN}@localhost:8080` }, [TOKEN]],
    ['a URL with a query', { KESTRA_BASE_URL: `http://localhost:8080?token=${TOKEN}` }, [TOKEN]],
    ['a password alone', { KESTRA_PASSWORD: PASSWORD }, [PASSWORD]],
  ])('does not repeat the secret: %s', async (_, env, secrets) => {
    const { code, stdout, stderr } = await runHost({ env: env as unknown as Record<string, string> });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expectNoSecret(stderr, secrets);
  });

  it.each([
    ['json', 'kestra-mcp.config.json', JSON.stringify({ kestra: { auth: { passwort: PASSWORD } } })],
    ['json that is broken', 'kestra-mcp.config.json', `{"kestra": {"auth": {"token": "${TOKEN}" `],
    ['yaml that is broken', 'kestra-mcp.config.yaml', `kestra:\n  auth: { token: "${TOKEN}"\n a: [`],
    [
      'two ways at once',
      'kestra-mcp.config.json',
      JSON.stringify({ kestra: { auth: { password: PASSWORD, token: TOKEN } } }),
    ],
  ])('does not quote the file: %s', async (_, name, content) => {
    const { code, stdout, stderr } = await runHost({ cwd: temporaryFolder({ [name]: content }) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expectNoSecret(stderr);
  });
});
