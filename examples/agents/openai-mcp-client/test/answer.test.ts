import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Sandbox } from '../../../../test/dist/sandbox/index.js';
import { runAgent } from './command-line.ts';
import { startCompany } from './company.ts';
import {
  type FakeOpenAi,
  type ModelRequest,
  startFakeOpenAi,
  text,
  toolCall,
  toolOutput,
} from './fake-openai.ts';

let company: Sandbox;
const models: FakeOpenAi[] = [];

before(async () => {
  company = await startCompany();
});

after(async () => {
  for (const model of models) model.close();
  await company.close();
});

/** A model that asks for the dependencies, and repeats the graph. */
async function modelThatDraws(): Promise<FakeOpenAi> {
  const model = await startFakeOpenAi(
    toolCall('list_namespace_dependencies', { namespace: 'company' }),
    (request) => text(`Here is the graph:\n\n\`\`\`\n${graphIn(request)}\n\`\`\``),
  );
  models.push(model);
  return model;
}

function graphIn(request: ModelRequest): string {
  const [{ text }] = JSON.parse(toolOutput(request));
  return JSON.parse(text).result;
}

function variables(model: FakeOpenAi, more: Record<string, string> = {}): Record<string, string> {
  return {
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: model.url,
    KESTRA_BASE_URL: company.baseUrl,
    ...more,
  };
}

test('these tests run on Node 22, whichever Node runs npm', () => {
  assert.match(process.version, /^v22\./);
});

test('prints the graph and the legend unchanged', async () => {
  const model = await modelThatDraws();
  const { code, stdout, stderr } = await runAgent(
    ['-p', 'List dependencies for the namespace company'],
    variables(model, { OPENAI_MODEL: 'some-model' }),
  );
  assert.equal(stderr, '• list_namespace_dependencies\n');
  assert.equal(code, 0);
  assert.match(stdout, /^flow1 ────▶ flow2\n {12}flow2 ────▶ flow3a\n {24}flow3a ────▶ flow4$/m);
  assert.match(stdout, /^ {24}flow3c ====▶ flow3$/m);
  assert.match(stdout, /^Legend:\n {2}────▶ FLOW_TRIGGER .*\n {2}====▶ FLOW_TASK .*$/m);

  const [first, second] = model.requests;
  assert.equal(model.requests.length, 2);
  assert.equal(first?.model, 'some-model');
  assert.match(first?.instructions ?? '', /repeat the graph and its legend in a code block/);
  assert.deepEqual(first?.input, [{ role: 'user', content: 'List dependencies for the namespace company' }]);
  const names = first?.tools.map(({ name }) => name) ?? [];
  for (const name of ['list_namespace_dependencies', 'create_flow_from_yaml', 'execute_flow']) {
    assert.ok(names.includes(name), `${name} is declared`);
  }
  assert.ok(second && graphIn(second).length > 0);
  const asked = company.requests.map(({ method, path }) => `${method} ${path}`);
  assert.ok(asked.includes('GET /api/v1/main/namespaces/company/dependencies'), asked.join('\n'));
});

test('nothing goes to the trace viewer unless the user asks for it', async () => {
  const quiet = await runAgent(['-p', 'Go'], variables(await modelThatDraws()));
  assert.doesNotMatch(quiet.stderr, /LEFT THIS MACHINE/);
  const traced = await runAgent(
    ['-p', 'Go'],
    variables(await modelThatDraws(), { OPENAI_AGENTS_DISABLE_TRACING: '0' }),
  );
  assert.match(traced.stderr, /LEFT THIS MACHINE: api\.openai\.com/);
});

test('KESTRA_MCP_COMMAND starts another server, and its arguments may be quoted', async () => {
  const model = await modelThatDraws();
  const command = `"${process.execPath}" ../../../dist/bin.js --sandbox --only "namespace"`;
  const { code } = await runAgent(['-p', 'Go'], variables(model, { KESTRA_MCP_COMMAND: command }));
  assert.equal(code, 0);
  assert.deepEqual(
    model.requests[0]?.tools.map(({ name }) => name),
    ['list_namespaces', 'list_flows_in_namespace', 'list_namespace_dependencies'],
  );
});

test('without -p, it reads prompts line by line, in one conversation', async () => {
  const model = await startFakeOpenAi(
    () => text('Hello.'),
    () => text('Twice.'),
  );
  models.push(model);
  const { code, stdout } = await runAgent([], variables(model), 'Hi\n\nAgain\n');
  assert.equal(stdout, 'Hello.\nTwice.\n');
  assert.equal(code, 0);
  assert.equal(model.requests[1]?.input.length, 3);
});
