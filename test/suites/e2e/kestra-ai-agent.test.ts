import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { VARIABLES } from '../../../core/src/config/sources/environment.js';
import { parseFlags } from '../../../core/src/config/sources/flags.js';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { ok, startHost } from '../../support/host/host.js';
import { ROOT } from '../../support/paths.js';

const FOLDER = join(ROOT, 'examples', 'kestra-ai-agent');
const source = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const read = (name: string) => parse(source(name), { version: '1.1' });
const FLOWS = ['docker.flow.yaml', 'stdio.flow.yaml'];

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'ee-1.3' });
});
afterAll(() => sandbox.close());

describe('the flows for the AI Agent', () => {
  it.each(FLOWS)('%s starts the host with flags and variables that it knows', async (name) => {
    const [tool] = read(name).tasks[0].tools;
    const words: string[] = tool.command;
    const flags = tool.image === undefined ? words.slice(2) : words;
    expect(await parseFlags(flags)).toMatchObject({ command: 'serve', readOnly: true });
    expect(Object.keys(tool.env).filter((variable) => !(variable in VARIABLES))).toEqual([]);
    if (tool.image !== undefined) expect(tool.image).toBe('kestra-mcp');
  });

  it.each(FLOWS)('%s hands on no secret but by its name', (name) => {
    const [{ provider, tools }] = read(name).tasks;
    for (const value of [provider.apiKey, tools[0].env.KESTRA_USERNAME, tools[0].env.KESTRA_PASSWORD])
      expect(value).toMatch(/^\{\{ secret\('[A-Z_]+'\) \}\}$/);
  });

  it.each(FLOWS)('%s refers to what it has', (name) => {
    const { inputs, variables, tasks } = read(name);
    const known = {
      inputs: inputs.map(({ id }: { id: string }) => id),
      vars: Object.keys(variables),
      outputs: tasks.map(({ id }: { id: string }) => id),
    };
    const references = [...source(name).matchAll(/\b(inputs|vars|outputs)\.(\w+)/g)];
    expect(references.length).toBeGreaterThan(2);
    for (const [, kind, id] of references) expect(known[kind as keyof typeof known]).toContain(id);
  });

  it('are created by the host as they stand, and the App after them', async () => {
    const { client } = await startHost({
      env: { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_MCP_ENABLED_TOOLS: 'ee' },
    });
    for (const name of FLOWS) {
      const flow = await ok(client, 'create_flow_from_yaml', { yaml_definition: source(name) });
      expect(flow).toMatchObject({ id: read(name).id, namespace: 'company.ai' });
    }
    await ok(client, 'manage_apps', { action: 'create', yaml_source: source('ask-kestra.app.yaml') });
    expect(JSON.stringify(await ok(client, 'search_apps', {}))).toContain('Ask your Kestra');
  });
});

describe('the App', () => {
  // In YAML 1.1, the key `on` would become true. Kestra does not do that.
  const app = parse(source('ask-kestra.app.yaml'));

  it('is for the flow that is there', () => {
    const flow = read('docker.flow.yaml');
    expect([app.namespace, app.flowId]).toEqual([flow.namespace, flow.id]);
  });

  it('has blocks of the Enterprise Edition for each state', () => {
    const blocks = app.layout.flatMap(({ blocks: each }: { blocks: { type: string }[] }) => each);
    expect(app.layout.map(({ on }: { on: string }) => on)).toEqual(['OPEN', 'RUNNING', 'SUCCESS', 'FAILURE']);
    for (const { type } of blocks)
      expect(type).toMatch(/^io\.kestra\.plugin\.ee\.apps\.(core|execution)\.blocks\.\w+$/);
  });
});
