import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { loadConfig } from '../load.js';

/** What is configured of HTTP by a folder that is trusted, flags and variables. */
async function http(file: object, argv: string[] = [], env: Record<string, string> = {}) {
  const cwd = temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify({ http: file }) });
  const sources = { argv: ['--trust', ...argv], env, cwd, userConfigFolder: temporaryFolder() };
  return (await loadConfig(sources)).http;
}

const HERE = { host: '127.0.0.1', port: 3333 };

describe('MCP over HTTP', () => {
  it('is not served unless something says so, whatever is said of how', async () => {
    expect(await http({})).toBeUndefined();
    expect(await http({ auth: 'kestra', path: '/a', limits: { inFlight: 1 } })).toBeUndefined();
    expect(await http({ listen: false })).toBeUndefined();
  });

  it('is served where a flag, a variable or the file says, the nearest first', async () => {
    const file = { listen: 'mcp.internal:80' };
    expect((await http(file))?.listen).toEqual({ host: 'mcp.internal', port: 80 });
    expect((await http(file, [], { KESTRA_MCP_HTTP: '4000' }))?.listen).toEqual({ ...HERE, port: 4000 });
    expect((await http(file, ['--http'], { KESTRA_MCP_HTTP: '4000' }))?.listen).toEqual(HERE);
    expect(await http(file, [], { KESTRA_MCP_HTTP: 'false' })).toBeUndefined();
  });

  it('has what is said of it, and what is usual', async () => {
    const limits = { inFlight: '5', sessionIdleMs: 1000 };
    const config = await http({ allowedHosts: ['A.example.com'], limits }, ['--http', '--insecure'], {
      KESTRA_MCP_HTTP_PATH: '/kestra',
      KESTRA_MCP_HTTP_AUTH: 'kestra',
      KESTRA_MCP_HTTP_ALLOWED_ORIGINS: 'https://a.example.com, https://b.example.com',
    });
    expect(config).toMatchObject({
      ...{ path: '/kestra', auth: 'kestra', insecure: true, allowedHosts: ['a.example.com'] },
      allowedOrigins: ['https://a.example.com', 'https://b.example.com'],
      limits: { inFlight: 5, sessionIdleMs: 1000, perMinute: 1200, bodyBytes: 16 * 1024 * 1024 },
    });
  });

  it.each<[object, string]>([
    [{ auth: 'basic' }, 'http.auth must be "kestra"'],
    [{ listen: ':80' }, 'http.listen must be host:port'],
    [{ insecure: true }, 'unknown key "insecure" in http'],
    [{ limits: { inFlights: 1 } }, 'Did you mean "inFlight"'],
    [{ limits: { inFlight: 0 } }, 'http.limits.inFlight must be a whole number'],
  ])('refuses %j', async (file, message) => {
    await expect(http(file)).rejects.toThrow(message);
  });
});
