import { expect, it } from '@jest/globals';
import { pluginNames } from './plugin-names.js';

it.each([
  ['sla', { package: 'kestra-mcp-sla', folder: 'sla', id: 'sla', snake: 'sla', pascal: 'Sla', title: 'Sla' }],
  [
    'sla-2-checks',
    {
      ...{ package: 'kestra-mcp-sla-2-checks', folder: 'sla-2-checks', id: 'sla-2-checks' },
      ...{ snake: 'sla_2_checks', pascal: 'Sla2Checks', title: 'Sla 2 checks' },
    },
  ],
  ['@acme/sla', { package: '@acme/sla', folder: 'sla', id: 'sla' }],
  ['kestra-mcp-sla', { package: 'kestra-mcp-sla', folder: 'kestra-mcp-sla', id: 'sla', pascal: 'Sla' }],
  [
    '@a.b/kestra-mcp-plugin-sla',
    { package: '@a.b/kestra-mcp-plugin-sla', folder: 'kestra-mcp-plugin-sla', id: 'sla' },
  ],
])('%s', (given, names) => {
  expect(pluginNames(given)).toMatchObject(names);
});

it.each([
  '',
  'Sla',
  'sla checks',
  'sla_checks',
  '-sla',
  'sla-',
  'sla--checks',
  '2fa',
  'kestra-mcp-2fa',
  '../sla',
  'a/b',
  '@acme/',
  '@acme/a/b',
  'släb',
  '__proto__',
  'a'.repeat(41),
])('refuses "%s"', (given) => {
  expect(() => pluginNames(given)).toThrow(`"${given}" is not a valid plugin name.`);
});

it.each(['flow', '@acme/kv', 'kestra-mcp-execution'])('refuses %s, which comes with the host', (given) => {
  expect(() => pluginNames(given)).toThrow('is the name of a bundled plugin');
});
