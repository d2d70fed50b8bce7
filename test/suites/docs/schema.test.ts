import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { runHost } from '../../support/host/raw.js';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

const readJson = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const FILE = 'docs/kestra-mcp.config.schema.json';
const accepts = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(readJson(FILE));

/** Every example with a configuration file in JSON. */
const EXAMPLES = ['examples', 'examples/configurations'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name, 'kestra-mcp.config.json'))
    .filter((path) => readdirSync(join(ROOT, path, '..')).includes('kestra-mcp.config.json')),
);

const CASES: [what: string, config: object][] = [
  ['nothing', {}],
  ['an unknown key', { tool: {} }],
  ['an unknown key of an object', { tools: { dissable: [] } }],
  ['a wrong type', { tools: { disable: 'kv' } }],
  ['text for a number', { kestra: { timeoutMs: '1000' } }],
  ['a variable for a truth', { strict: '${STRICT:-false}' }],
  ['a plugin with options', { plugins: ['bundled', ['kv']] }],
  ['a level', { logLevel: '${LEVEL:-info}' }],
  ['a fixed namespace', { tools: { fixed: { namespaces: 'company' } } }],
  ['fixed namespaces', { tools: { fixed: { namespaces: ['company', 'shared'] } } }],
];

describe(FILE, () => {
  it.each(EXAMPLES)('accepts %s', (path) => {
    expect({ accepted: accepts(readJson(path)), errors: accepts.errors }).toEqual({
      accepted: true,
      errors: null,
    });
  });

  it.each(CASES)('judges %s as the program does', async (_, config) => {
    const cwd = temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) });
    const { code } = await runHost({ args: ['list'], cwd });
    expect(accepts(config)).toBe(code === 0);
  });
});
