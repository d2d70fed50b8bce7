import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Sandbox } from '../../../../test/dist/sandbox/index.js';
import { runAgent } from './command-line.ts';
import { startCompany } from './company.ts';
import {
  ASKS_FOR_THE_GRAPH,
  type Declaration,
  type FakeGemini,
  graphIn,
  startFakeGemini,
} from './fake-gemini.ts';

const PROMPT = 'List dependencies for the namespace company';

let company: Sandbox;
const models: FakeGemini[] = [];

before(async () => {
  company = await startCompany();
});

after(async () => {
  for (const model of models) model.close();
  await company.close();
});

async function modelThatSays(...replies: Parameters<typeof startFakeGemini>): Promise<FakeGemini> {
  const model = await startFakeGemini(...replies);
  models.push(model);
  return model;
}

const variables = (model: FakeGemini, more: Record<string, string> = {}) => ({
  GEMINI_API_KEY: 'test-key',
  GOOGLE_GEMINI_BASE_URL: model.url,
  KESTRA_BASE_URL: company.baseUrl,
  ...more,
});

function declaredTo({ requests }: FakeGemini): Declaration[] {
  return requests[0]?.tools?.flatMap(({ functionDeclarations }) => functionDeclarations) ?? [];
}

test('these tests run on Node 22, whichever Node runs npm', () => {
  assert.match(process.version, /^v22\./);
});

test('prints the graph and the legend unchanged', async () => {
  const model = await modelThatSays(ASKS_FOR_THE_GRAPH, (request) => [
    { text: "Here's the graph:\n\n" },
    { text: `\`\`\`\n${graphIn(request)}\n\`\`\`` },
  ]);
  const { code, stdout, stderr } = await runAgent(
    ['-p', PROMPT],
    variables(model, { GEMINI_MODEL: 'gemini-of-the-test' }),
  );
  assert.equal(stderr, '• list_namespace_dependencies\n');
  assert.equal(code, 0);
  assert.match(stdout, /^Here's the graph:$/m);
  assert.match(stdout, /^flow1 ────▶ flow2\n {12}flow2 ────▶ flow3a\n {24}flow3a ────▶ flow4$/m);
  assert.match(stdout, /^ {24}flow3c ====▶ flow3$/m);
  assert.match(stdout, /^Legend:\n {2}────▶ FLOW_TRIGGER .*\n {2}====▶ FLOW_TASK .*$/m);
  assert.equal(stdout.match(/Legend:/g)?.length, 1);

  const [first, second] = model.requests;
  assert.equal(model.requests.length, 2);
  assert.equal(first?.model, 'gemini-of-the-test');
  assert.equal(first?.streamed, true);
  assert.match(
    first?.systemInstruction?.parts[0]?.text ?? '',
    /repeat the graph and its legend in a code block/,
  );
  assert.deepEqual(first?.contents, [{ role: 'user', parts: [{ text: PROMPT }] }]);
  const names = declaredTo(model).map(({ name }) => name);
  for (const name of ['list_namespace_dependencies', 'create_flow_from_yaml', 'execute_flow']) {
    assert.ok(names.includes(name), `${name} is declared`);
  }
  assert.ok(second && graphIn(second).length > 0);
  const asked = company.requests.map(({ method, path }) => `${method} ${path}`);
  assert.ok(asked.includes('GET /api/v1/main/namespaces/company/dependencies'), asked.join('\n'));
});

test('each tool is declared by the JSON Schema of the server', async () => {
  const model = await modelThatSays([{ text: 'Hello' }]);
  await runAgent(['-p', 'Hi'], variables(model));
  const declared = declaredTo(model);
  assert.ok(declared.length > 20);
  for (const { name, parameters, parametersJsonSchema } of declared) {
    assert.equal(parameters, undefined, name);
    assert.ok(parametersJsonSchema && !('$schema' in parametersJsonSchema), name);
  }
  const schema = declared.find(({ name }) => name === 'execute_flow')?.parametersJsonSchema;
  // A map, which has no properties: what Gemini's older schema language cannot say.
  const { properties } = schema as { properties: { labels: { additionalProperties?: unknown } } };
  assert.ok(properties.labels.additionalProperties);
});

test('KESTRA_MCP_COMMAND starts another server, and its arguments may be quoted', async () => {
  const model = await modelThatSays([{ text: 'Hello' }]);
  const command = `"${process.execPath}" ../../../dist/bin.js --sandbox --only "namespace"`;
  const { code, stdout } = await runAgent(['-p', 'Hi'], variables(model, { KESTRA_MCP_COMMAND: command }));
  assert.equal(code, 0);
  assert.equal(stdout, 'Hello\n');
  assert.deepEqual(
    declaredTo(model).map(({ name }) => name),
    ['list_namespaces', 'list_flows_in_namespace', 'list_namespace_dependencies'],
  );
});
