import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { runHost } from '../../support/host/raw.js';
import { deadAddress } from '../../support/kestra/fake-kestra.js';
import { fixturePlugin } from '../../support/paths.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import { temporaryFolder } from '../../support/temporary.js';

const USER = { username: 'ada@example.com', password: 'open-sesame' };

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ auth: USER });
});

afterAll(() => sandbox.close());

function environment(password = USER.password): Record<string, string> {
  return { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_USERNAME: USER.username, KESTRA_PASSWORD: password };
}

async function doctor(...[options]: Parameters<typeof runHost>) {
  return runHost({ cwd: fourGroups(), ...options, args: ['doctor', ...(options?.args ?? [])] });
}

describe('doctor', () => {
  it('is content with a Kestra that answers, and tells what it found', async () => {
    const { code, stdout, stderr } = await doctor({ env: environment() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('FAIL');
    expect(stdout).toMatch(/\n\nHealthy: \d+ ok\.\n$/);
    expect(stdout).not.toContain(USER.password);
    expect(stdout).toContain(`${sandbox.baseUrl} (KESTRA_BASE_URL)`);
    for (const part of [
      '1.3.31',
      'OSS',
      'tenant: main',
      USER.username,
      '***',
      'credentials work',
      '15 of 16',
    ])
      expect(stdout).toContain(part);
  });

  it.each(['oss-1.3', 'oss-2.0'])('is content with the sandbox %s', async (mode) => {
    const { code, stdout } = await doctor({ args: [`--sandbox=${mode}`] });
    expect(code).toBe(0);
    expect(stdout).toContain(mode === 'oss-2.0' ? '2.0.0' : '1.3.31');
  });

  it('fails with wrong credentials, and says that it is these', async () => {
    const { code, stdout } = await doctor({ env: environment('open-barley') });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL .*401/);
    expect(stdout).toMatch(/\n\nNot healthy: 1 problem, \d+ ok\.\n$/);
    expect(stdout).toContain('KESTRA_PASSWORD');
    expect(stdout).not.toContain('open-barley');
  });

  it('fails without credentials, and says so', async () => {
    const { code, stdout } = await doctor({ env: { KESTRA_BASE_URL: sandbox.baseUrl } });
    expect(code).toBe(1);
    expect(stdout).toContain('no credentials');
  });

  it('fails with a token at a Kestra that knows none', async () => {
    const { code, stdout } = await doctor({
      env: { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_API_TOKEN: 'token-of-mine' },
    });
    expect(code).toBe(1);
    expect(stdout).not.toContain('token-of-mine');
  });

  it('fails with a tenant that does not exist', async () => {
    const { code, stdout } = await doctor({ env: { ...environment(), KESTRA_TENANT_ID: 'other' } });
    expect(code).toBe(1);
    expect(stdout).toContain("Tenant must be 'main'");
  });

  it('fails when Kestra is down, and names the address', async () => {
    const address = await deadAddress();
    const { code, stdout } = await doctor({ env: { KESTRA_BASE_URL: address } });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL /m);
    expect(stdout).toContain(`cannot be reached at ${address}`);
  });

  it('fails for a plugin that is left out, and names it', async () => {
    const file = JSON.stringify({ plugins: ['flow', fixturePlugin('throws-on-import')] });
    const cwd = temporaryFolder({ 'kestra-mcp.config.json': file });
    const { code, stdout } = await doctor({ env: environment(), cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL .*throws-on-import/m);
  });

  it('says which files were used', async () => {
    const cwd = temporaryFolder({
      'kestra-mcp.config.json': JSON.stringify({ tools: { disable: ['kv'] } }),
      '.env': `KESTRA_BASE_URL=${sandbox.baseUrl}\n`,
    });
    const { stdout } = await doctor({ cwd });
    expect(stdout).toContain(`configuration file: ${join(cwd, 'kestra-mcp.config.json')}`);
    expect(stdout).toContain(`.env file: ${join(cwd, '.env')}`);
    expect(stdout).toContain(`${sandbox.baseUrl} (KESTRA_BASE_URL in ${join(cwd, '.env')})`);
    expect(stdout).toMatch(/manage_kv_store: off, disabled by .*kestra-mcp\.config\.json/);
  });

  it('takes the flags of the server', async () => {
    const { code, stdout } = await doctor({ env: environment(), args: ['--read-only', '--disable', 'flow'] });
    expect(code).toBe(0);
    expect(stdout).toContain('read-only');
  });

  it('prints a warning once', async () => {
    const { code, stdout, stderr } = await doctor({ env: { ...environment(), KESTRA_MCP_ONLY: 'flow' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^warn {2}configuration: KESTRA_MCP_ONLY is not a variable of kestra-mcp/);
  });

  it('prints JSON for machines', async () => {
    const { code, stdout } = await doctor({ env: environment(), args: ['--json'] });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ healthy: true });
  });
});
