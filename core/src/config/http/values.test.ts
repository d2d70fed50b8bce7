import { describe, expect, it } from '@jest/globals';
import { parseAuth, parseCount, parseHosts, parseListen, parseOrigins, parsePath } from './values.js';

describe('where to listen', () => {
  it.each([
    [true, '127.0.0.1', 3333],
    ['true', '127.0.0.1', 3333],
    ['', '127.0.0.1', 3333],
    ['1', '127.0.0.1', 3333],
    [4000, '127.0.0.1', 4000],
    ['4000', '127.0.0.1', 4000],
    ['127.0.0.1:0', '127.0.0.1', 0],
    ['0.0.0.0', '0.0.0.0', 3333],
    ['0.0.0.0:80', '0.0.0.0', 80],
    ['mcp.internal', 'mcp.internal', 3333],
    ['localhost:4000', 'localhost', 4000],
    ['[::1]:4000', '::1', 4000],
    ['[::]', '::', 3333],
  ])('%j is %s and %d', (given, host, port) => {
    expect(parseListen(given)).toEqual({ host, port });
  });

  it.each([false, 'false', 'no', '0'])('%j is nowhere', (given) => {
    expect(parseListen(given)).toBeUndefined();
  });

  it.each([':4000', 'http://localhost:4000', '::1', 'a:b', '127.0.0.1:99999', 'a b', '-x', null, {}])(
    'refuses %j',
    (given) => {
      expect(() => parseListen(given)).toThrow();
    },
  );
});

it.each(['::1', 'fe80::1:3333'])('says of %s that IPv6 has brackets', (given) => {
  expect(() => parseListen(given)).toThrow('such as [::1]:3333 with the brackets of IPv6');
});

describe('the rest of what is said of HTTP', () => {
  it('is a path', () => {
    expect(parsePath('/kestra/mcp')).toBe('/kestra/mcp');
    for (const odd of ['mcp', '/', '/mcp/', '/a b', '/a?b', '/%2e', '', '/.', '/../mcp', '/mcp/..'])
      expect(() => parsePath(odd)).toThrow();
    for (const page of ['/healthz', '/readyz', '/metrics'])
      expect(() => parsePath(page)).toThrow('is already used by another page of the server');
    expect(parsePath('/metrics/mcp')).toBe('/metrics/mcp');
  });

  it('is a way to sign in', () => {
    expect(parseAuth('kestra')).toBe('kestra');
    expect(() => parseAuth('none')).toThrow('must be "kestra"');
  });

  it('is names of hosts, and origins', () => {
    expect(parseHosts('MCP.example.com, 10.0.0.5:3333,[::1]')).toEqual([
      'mcp.example.com',
      '10.0.0.5:3333',
      '[::1]',
    ]);
    expect(() => parseHosts('https://mcp.example.com')).toThrow('is not a host name');
    expect(() => parseHosts('*.example.com')).toThrow('is not a host name');
    expect(parseOrigins(['https://App.example.com', 'http://a:8080/'])).toEqual([
      'https://app.example.com',
      'http://a:8080',
    ]);
    for (const odd of ['app.example.com', 'https://a/b', 'null', '*'])
      expect(() => parseOrigins(odd)).toThrow();
  });

  it('is numbers', () => {
    expect(parseCount('12')).toBe(12);
    for (const odd of [0, -1, 1.5, 'x', '', null, 1e12])
      expect(() => parseCount(odd)).toThrow('whole number');
  });
});
