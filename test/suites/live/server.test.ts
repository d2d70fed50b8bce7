import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { type ModeName, startSandbox } from '../../published/sandbox/index.js';
import { useKestra } from '../../support/kestra/use-kestra.js';

const SCRIPT = fileURLToPath(new URL('server.js', import.meta.url));
const auth = { username: 'ada@example.com', password: 'open-sesame' };
const RIGHT = { KESTRA_TEST_USERNAME: auth.username, KESTRA_TEST_PASSWORD: auth.password };

/** Its output and exit code with these settings. */
async function said(env: Record<string, string>): Promise<{ line: string; code: number | null }> {
  const child = spawn(process.execPath, [SCRIPT], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { line: (await text(child.stderr)).trim(), code: await ended };
}

describe.each<[ModeName, string]>([
  ['oss-1.3', 'Kestra 1.3.31 (OSS)'],
  ['oss-2.0', 'Kestra 2.0.0 (OSS)'],
])('before live tests on %s', (mode, name) => {
  const asked = async (env: Record<string, string>, path = '') => {
    const sandbox = await startSandbox({ mode, auth });
    const found = await said({ KESTRA_TEST_BASE_URL: `${sandbox.url}${path}`, ...env });
    await sandbox.close();
    return found;
  };

  it.each(['', '/', '/api/v1', '/api/v1/'])('the server is named, given with "%s"', async (path) => {
    const { line, code } = await asked(RIGHT, path);
    expect(line).toContain(`The live tests use ${name} at http://127.0.0.1:`);
    expect([line.endsWith('/api/v1, as ada@example.com.'), code]).toEqual([true, 0]);
  });

  it.each([
    ['a wrong password', { ...RIGHT, KESTRA_TEST_PASSWORD: 'wrong' }, 'as ada@example.com'],
    ['no credentials', {}, 'without credentials'],
    ['a token of another', { KESTRA_TEST_API_TOKEN: 'x' }, 'with an API token'],
  ])('%s is reported before any test runs', async (_, env, as) => {
    const { line, code } = await asked(env as Record<string, string>);
    expect(line).toContain(`${as}: it rejected the credentials (401 for GET /api/v1/`);
    expect([line.split('\n').length, code]).toEqual([1, 1]);
  });

  it('an unknown tenant is reported', async () => {
    const { line, code } = await asked({ ...RIGHT, KESTRA_TEST_TENANT: 'nope' });
    expect(line).toMatch(/tenant nope: it responded 400 to GET \/api\/v1\/nope\/flows\/search\. Check /);
    expect(code).toBe(1);
    const { line: sameLine } = await asked(RIGHT, '/api/v1/nope');
    expect(sameLine).toContain('tenant nope: it responded 400');
  });
});

describe('what is not Kestra', () => {
  const kestra = useKestra();

  it.each([
    ['a web page', { text: '<html>Welcome</html>' }, 'the response to GET /api/v1/configs is not JSON, so'],
    ['another API', { json: { status: 'ok' } }, 'has no version, so it is probably not Kestra. '],
    ['null', { text: 'null' }, 'has no version, so it is probably not Kestra. '],
    ['an error', { status: 502, text: 'Bad gateway' }, 'it responded 502 to GET /api/v1/configs. '],
  ])('is reported: %s', async (_, reply, reason) => {
    kestra.answers({ 'GET /configs': reply });
    const { line, code } = await said({ KESTRA_TEST_BASE_URL: kestra.settings().baseUrl });
    expect([line.startsWith('The live tests cannot use Kestra at '), line.includes(reason), code]).toEqual([
      true,
      true,
      1,
    ]);
  });

  it('a closed port is reported', async () => {
    const { line, code } = await said({ KESTRA_TEST_BASE_URL: 'http://127.0.0.1:1' });
    expect([line, code]).toEqual([
      expect.stringMatching(
        /^The live tests cannot use Kestra at .*: .+\. Check KESTRA_TEST_BASE_URL and the credentials\.$/,
      ),
      1,
    ]);
  });
});
