// biome-ignore-all lint/suspicious/noTemplateCurlyInString: passwords.

import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../published/sandbox/index.js';
import { type ClientServer, started, works } from '../../support/host/client-server.js';
import { CONFIGS, type FakeAnswer, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { CONFIG, cursors, DOTENV, home, init, right, text } from '../../support/programs/init-user.js';
import { write } from '../../support/temporary.js';

describe('credentials', () => {
  it.each([`'"\` \\n $HOME`, 'a\\', 'a#b', ' blanks ', 'two\nlines', 'пароль 🧀', `'"`, `'"\`#`, 'a${HOME}'])(
    'the password %j reaches Kestra from what is written',
    async (password) => {
      const kestra = await startSandbox({ auth: { username: 'ada', password } });
      try {
        write(home, { [DOTENV]: "A='1'\nKESTRA_PASSWORD=\"old\nlines\"\nB='2'\n" });
        const args = ['--base-url', kestra.url, '--username', 'ada', '--client', 'cursor'];
        const { code, stderr } = await init(args, { KESTRA_PASSWORD: password });
        expect({ code, stderr }).toMatchObject({ code: 0 });
        expect(stderr).not.toContain(password);
        await works(cursors().kestra);
        const again = await init(args, { KESTRA_PASSWORD: password });
        expect(again.stderr.match(/unchanged/g)).toHaveLength(3);
      } finally {
        await kestra.close();
      }
    },
  );

  it('writes neither file when the .env cannot hold the password', async () => {
    // The quote left open in this file would end inside the password, whichever quote encloses it.
    write(home, { [DOTENV]: "A='\n" });
    const password = " #x' #";
    const { code, stderr } = await right(['--offline'], { KESTRA_PASSWORD: password });
    expect(code).toBe(2);
    expect(stderr).toContain('KESTRA_PASSWORD cannot be written to');
    expect(text(DOTENV)).toBe("A='\n");
    expect(existsSync(join(home, CONFIG))).toBe(false);
  });

  it('takes the token of an Enterprise Edition, whatever else the environment says', async () => {
    const kestra = await startSandbox({ mode: 'ee-1.3', auth: { token: 'ee-token-1' } });
    try {
      const env = { KESTRA_API_TOKEN: 'ee-token-1', KESTRA_USERNAME: 'eve', KESTRA_PASSWORD: 'eves-own' };
      const args = ['--base-url', `${kestra.baseUrl}/acme`, '--auth', 'token', '--client', 'cursor'];
      const { code, stderr } = await init(args, { ...env, KESTRA_BASE_URL: 'http://nowhere.invalid' });
      expect({ code, stderr }).toMatchObject({
        code: 0,
        stderr: expect.stringContaining('flows in tenant acme'),
      });
      expect(text(DOTENV)).toBe('KESTRA_API_TOKEN=ee-token-1\n');
      expect(JSON.parse(text(CONFIG)).kestra).toEqual({ baseUrl: kestra.baseUrl, tenant: 'acme' });
      expect((await started(cursors().kestra as ClientServer)).tools).toContain('search_flows');
    } finally {
      await kestra.close();
    }
  });

  it('makes a .env private that was not', async () => {
    await right([]);
    const path = join(home, DOTENV);
    chmodSync(path, 0o644);
    await right([]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a user name that is blank', ['--username', ' '], { KESTRA_PASSWORD: 'x' }],
    ['a password that is blank', ['--username', 'ada'], { KESTRA_PASSWORD: ' ' }],
    ['basic without a name', ['--auth', 'basic'], { KESTRA_PASSWORD: 'x' }],
    ['a token that is blank', ['--auth', 'token'], { KESTRA_API_TOKEN: ' ' }],
    ['a token with "Bearer" before it', ['--auth', 'token'], { KESTRA_API_TOKEN: 'Bearer hunter2' }],
  ])('refuses %s', async (_, args, env) => {
    const { code, stderr } = await init([...args, '--offline'], env as unknown as Record<string, string>);
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).not.toContain('hunter2');
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('a Kestra that', () => {
  const secret = 'Corr3ct-horse';
  it.each<[string, (authorization: string) => FakeAnswer, RegExp]>([
    ['answers 401', () => ({ status: 401 }), /401/],
    ['answers 404', () => ({ status: 404 }), /404|not found/i],
    ['answers HTML', () => ({ type: 'text/html', body: '<html>Log in</html>' }), /JSON|HTML/],
    ['never answers', () => 'never', /within|time/],
    [
      'repeats what it was sent',
      (authorization) => ({
        status: 400,
        body: JSON.stringify({ message: `No: ${authorization} ${secret}` }),
      }),
      /No: /,
    ],
  ])('%s is not written down, and gives no secret away', async (_, answer, reason) => {
    const kestra = await fakeKestra(({ url, authorization }) =>
      url.endsWith('/configs') ? { body: CONFIGS } : answer(authorization),
    );
    const config = JSON.stringify({ kestra: { timeoutMs: 4_000 } });
    write(home, { [CONFIG]: config });
    const args = ['--base-url', kestra.baseUrl, '--username', 'ada', '--client', 'cursor'];
    const { code, stdout, stderr } = await init(args, { KESTRA_PASSWORD: secret });
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(reason) });
    expect(stderr).toContain('Nothing was written');
    expect(stdout + stderr).not.toContain(secret);
    expect(stdout + stderr).not.toContain(Buffer.from(`ada:${secret}`).toString('base64'));
    expect(text(CONFIG)).toBe(config);
    expect(existsSync(join(home, '.cursor'))).toBe(false);
  });
});
