import { describe, expect, it } from '@jest/globals';
import { CONFIG } from '../../../test/support/host/runtime.js';
import type { Config, ConfirmPolicy, ToolsConfig } from '../config/config.js';
import { asServed, held } from './held.js';
import { tightened } from './tightened.js';

const tools = (more: Partial<ToolsConfig>): ToolsConfig => ({
  enable: [],
  disable: [],
  readOnly: false,
  ...more,
});
const config = (more: Partial<Config>): Config => ({ ...CONFIG, ...more });
const confirm = (policy: ConfirmPolicy) => [{ rules: [{ name: '*', policy }], origin: 'o', trusted: true }];
const plugins = (...names: (string | object)[]) => names.map((plugin) => ({ plugin, options: {} }));
const kestra = (more: Partial<Config['kestra']>) => ({ kestra: { ...CONFIG.kestra, ...more } });

describe('an edit', () => {
  it.each<[string, Partial<Config>, Partial<Config>, string[]]>([
    ['that makes all read-only', {}, { tools: tools({ readOnly: true }) }, []],
    ['that lifts it', { tools: tools({ readOnly: true }) }, {}, ['tools.readOnly']],
    ['that fixes a namespace', {}, { tools: tools({ fixed: { namespaces: ['a'] } }) }, []],
    [
      'that narrows it',
      { tools: tools({ fixed: { namespaces: ['a'] } }) },
      { tools: tools({ fixed: { namespaces: ['a.b'] } }) },
      [],
    ],
    [
      'that widens it',
      { tools: tools({ fixed: { namespaces: ['a.b'] } }) },
      { tools: tools({ fixed: { namespaces: ['a.b', 'a'] } }) },
      ['tools.fixed'],
    ],
    [
      'that has another that starts alike',
      { tools: tools({ fixed: { namespaces: ['a'] } }) },
      { tools: tools({ fixed: { namespaces: ['ab'] } }) },
      ['tools.fixed'],
    ],
    [
      'that frees the tenant',
      { tools: tools({ fixed: { tenant: 'a' } }) },
      { tools: tools({ fixed: { namespaces: ['a'] } }) },
      ['tools.fixed'],
    ],
    [
      'of the lists',
      { tools: tools({ disable: ['kv'], only: ['flow'] }) },
      { tools: tools({ enable: ['ee'] }) },
      [],
    ],
    ['that asks for more', {}, { tools: tools({ confirm: confirm('echo') }) }, []],
    ['that asks for less', { tools: tools({ confirm: confirm('echo') }) }, {}, ['tools.confirm']],
    ['that asks for nothing', {}, { tools: tools({ confirm: confirm('never') }) }, ['tools.confirm']],
    ['of the address', {}, kestra({ baseUrl: 'http://b/api/v1' }), ['the address']],
    [
      'of tenant and credentials',
      {},
      kestra({ tenant: 'b', auth: { kind: 'bearer', token: 't' } }),
      ['the tenant', 'the credentials'],
    ],
    ['of the proxy', {}, kestra({ proxy: { address: 'http://p', variable: 'HTTP_PROXY' } }), ['the proxy']],
    ['of a limit in time', {}, kestra({ timeoutMs: 5 }), []],
    [
      'that adds a plugin',
      { plugins: plugins('./a') },
      { plugins: plugins('./a', './b') },
      ['the plugin ./b'],
    ],
    ['that adds one to the bundled plugins', {}, { plugins: plugins('bundled', 'sla') }, ['the plugin sla']],
    [
      "that adds the host's own, or an object in the file",
      { plugins: plugins('./a') },
      { plugins: plugins('./a', 'kv', '@kestra-mcp/plugin-flow', { id: 'x' }) },
      [],
    ],
    [
      'that takes the same names from another folder',
      { plugins: plugins('./a') },
      { plugins: plugins('./a'), folder: '/other' },
      ['the plugin ./a'],
    ],
    ['that takes a plugin away', { plugins: plugins('./a', './b') }, { plugins: plugins('./a') }, []],
  ])('%s', (_, before, after, waiting) => {
    const found = held(config(before), config(after));
    expect(found.waiting).toEqual(waiting);
    if (waiting.length === 0) expect(found.config).toEqual(config(after));
    // What waited before is still waiting.
    else expect(held(found.config, config(after)).waiting).toEqual(waiting);
  });

  it('keeps what waits as it was, and takes the rest', () => {
    const before = config({
      ...kestra({ baseUrl: 'http://a/api/v1' }),
      plugins: plugins('./a'),
      origins: { 'kestra.baseUrl': 'A' },
    });
    const after = config({
      ...kestra({ baseUrl: 'http://b/api/v1', timeoutMs: 5 }),
      plugins: plugins('./b', './a'),
      logLevel: 'debug',
      origins: { 'kestra.baseUrl': 'B' },
    });
    expect(held(before, after).config).toEqual({
      ...after,
      kestra: { ...before.kestra, timeoutMs: 5 },
      plugins: plugins('./a'),
      origins: { 'kestra.baseUrl': 'A' },
    });
  });
});

describe('a trusted folder that has changed', () => {
  const untrusted = { folder: '/f', changed: true, left: [] };

  it('adds its limits to what was there, and nothing else', () => {
    const before = config({
      plugins: plugins('./a'),
      ...kestra({ baseUrl: 'http://a/api/v1' }),
      tools: tools({ enable: ['ee'], disable: ['kv'] }),
    });
    const now = config({
      tools: tools({
        ...{ readOnly: true, disable: ['flow'], fixed: { namespaces: ['a'] } },
        confirm: [...confirm('echo'), ...confirm('never')],
      }),
      untrusted,
      origins: { 'tools.readOnly': 'F', 'tools.disable': 'U' },
    });
    expect(tightened(before, now)).toEqual({
      ...before,
      tools: {
        ...before.tools,
        readOnly: true,
        fixed: { namespaces: ['a'] },
        confirm: confirm('echo'),
        further: [{ list: 'disable', names: ['flow'], origin: 'U', trusted: true }],
      },
      origins: { 'tools.readOnly': 'F' },
      untrusted,
    });
  });

  it.each([
    [{ namespaces: ['a'] }, ['a.b'], { namespaces: ['a.b'] }],
    [{ namespace: 'a', namespaces: ['a'] }, ['a.b'], { namespaces: ['a.b'] }],
    [{ namespaces: ['a.b'] }, ['a'], { namespaces: ['a.b'] }],
    [{ namespaces: ['a'] }, ['b'], { namespaces: ['a'] }],
    [{ tenant: 't' }, ['b'], { tenant: 't', namespaces: ['b'] }],
  ])('narrows the fence %j by %j', (fixed, namespaces, expected) => {
    const now = config({ tools: tools({ fixed: { namespaces } }), untrusted });
    expect(tightened(config({ tools: tools({ fixed }) }), now).tools.fixed).toEqual(expected);
  });
});

describe('how it is served', () => {
  const http = { listen: { host: '127.0.0.1', port: 1 }, path: '/mcp' } as Config['http'] & object;
  it.each<[string, Partial<Config>, Partial<Config>, string[]]>([
    ['stays on stdio', {}, { http }, ['http']],
    ['stays on HTTP', { http }, {}, ['http']],
    ['keeps its limits', { http }, { http: { ...http, insecure: true } }, ['http']],
    ['has not changed', { http }, { http: { ...http } }, []],
  ])('%s', (_, before, after, waiting) => {
    const next = asServed(config(before), config({ ...after, strict: true }));
    expect(next.waiting).toEqual(waiting);
    expect(next.config).toEqual(config({ ...before, strict: true }));
  });
});
