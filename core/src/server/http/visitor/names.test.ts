import { describe, expect, it } from '@jest/globals';
import type { HttpConfig } from '../../../config/config.js';
import { checkNames, isLoopback } from './names.js';

const config = (host: string, rest: Partial<HttpConfig> = {}) =>
  ({ listen: { host, port: 3333 }, allowedHosts: [], allowedOrigins: [], ...rest }) as unknown as HttpConfig;

/** Returns why a request is refused, or nothing if it is accepted. */
function refusal(names: Parameters<typeof checkNames>[0], given: HttpConfig): string {
  try {
    checkNames(names, given);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost', '::ffff:127.0.0.1'])('is so of %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(['0.0.0.0', '::', '10.0.0.1', '127.example.com', 'localhost.example.com', '128.0.0.1', ''])(
    'is not so of "%s"',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});

describe('checkNames', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1:3333'],
    ['127.0.0.1', 'localhost:3333'],
    ['127.0.0.1', 'LOCALHOST'],
    ['::1', '[::1]:3333'],
    ['10.0.0.5', '10.0.0.5:3333'],
    ['mcp.internal', 'mcp.internal'],
    ['0.0.0.0', 'localhost'],
  ])('listening on %s, takes the name %s', (listen, host) => {
    expect(refusal({ host }, config(listen))).toBe('');
  });

  it.each([
    ['127.0.0.1', 'evil.example.com'],
    ['127.0.0.1', '127.0.0.1.evil.example.com'],
    ['127.0.0.1', 'localhost@evil.example.com'],
    ['127.0.0.1', 'localhost/evil'],
    ['127.0.0.1', ''],
    ['127.0.0.1', undefined],
    ['0.0.0.0', '0.0.0.0:3333'],
    ['0.0.0.0', '10.0.0.5:3333'],
  ])('listening on %s, refuses the name %s', (listen, host) => {
    expect(refusal({ host }, config(listen))).toContain('http.allowedHosts');
  });

  it('takes a name that is allowed, with any port or with the one that is said', () => {
    const allowed = config('0.0.0.0', { allowedHosts: ['mcp.example.com', 'other.example.com:8443'] });
    expect(refusal({ host: 'MCP.example.com' }, allowed)).toBe('');
    expect(refusal({ host: 'mcp.example.com:3333' }, allowed)).toBe('');
    expect(refusal({ host: 'other.example.com:8443' }, allowed)).toBe('');
    expect(refusal({ host: 'other.example.com:8444' }, allowed)).not.toBe('');
  });

  it.each([
    ['127.0.0.1', 'http://localhost:6274', true],
    ['127.0.0.1', 'http://127.0.0.1:5173', true],
    ['127.0.0.1', 'https://evil.example.com', false],
    ['127.0.0.1', 'http://localhost.evil.example.com', false],
    ['127.0.0.1', 'null', false],
    ['127.0.0.1', '', false],
    ['0.0.0.0', 'http://localhost:6274', false],
    ['0.0.0.0', 'https://app.example.com', true],
    ['0.0.0.0', 'https://app.example.com:444', false],
  ])('listening on %s, judges pages of "%s": %s', (listen, origin, isTaken) => {
    const allowed = config(listen, { allowedOrigins: ['https://app.example.com'] });
    expect(refusal({ host: 'localhost', origin }, allowed) === '').toBe(isTaken);
  });
});
