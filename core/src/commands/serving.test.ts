import { describe, expect, it } from '@jest/globals';
import type { HttpConfig } from '../config/config.js';
import { serving } from './serving.js';

const at = (host: string, more: Partial<HttpConfig> = {}) => {
  const http = { listen: { host, port: 3333 }, path: '/mcp', insecure: false, allowedHosts: [], ...more };
  return serving({ http: http as unknown as HttpConfig, origins: { 'http.listen': '--http' } });
};

describe('what doctor says of HTTP', () => {
  it('is nothing on stdio', () => {
    expect(serving({ origins: {} })).toEqual([]);
  });

  it('is where, and with whose credentials', () => {
    expect(at('127.0.0.1').map(({ detail }) => detail)).toEqual([
      '127.0.0.1:3333/mcp, with the configured credentials for all callers (--http)',
    ]);
    expect(at('::1', { auth: 'kestra' }).map(({ detail }) => detail)).toEqual([
      "[::1]:3333/mcp, with each caller's own credentials (--http)",
    ]);
  });

  it('is that it would not start for all', () => {
    const findings = at('0.0.0.0');
    expect(findings.map(({ ok }) => ok)).toContain(false);
    expect(findings.map(({ detail }) => detail).join()).toContain('would let anyone');
  });

  it('is that strangers are let in, and by which name', () => {
    const insecure = at('0.0.0.0', { insecure: true });
    expect(insecure.every(({ ok }) => ok)).toBe(true);
    expect(insecure.map(({ detail }) => detail).join()).toMatch(/--insecure.*http\.allowedHosts/);
    expect(at('0.0.0.0', { auth: 'kestra', allowedHosts: ['mcp.example.com'] })).toHaveLength(1);
  });
});
