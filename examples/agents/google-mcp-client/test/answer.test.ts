import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Sandbox } from '../../../../test/dist/sandbox/index.js';
import { runAgent } from './command-line.ts';
import { startCompany } from './company.ts';
import { type FakeGemini, graphIn, type Reply, startFakeGemini } from './fake-gemini.ts';

const PROMPT = 'List dependencies for the namespace company';
const ASKS: Reply = [
  { functionCall: { name: 'list_namespace_dependencies', args: { namespace: 'company' } } },
];

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

test('these tests run on Node 22, whatever Node npm runs on', () => {
  assert.match(process.version, /^v22\./);
});

test('prints the graph and the legend that the tool has drawn, unmangled', async () => {
  const model = await modelThatSays(ASKS, (request) => [
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
  const names = first?.tools?.flatMap((tool) => tool.functionDeclarations.map(({ name }) => name)) ?? [];
  for (const name of ['list_namespace_dependencies', 'create_flow_from_yaml', 'execute_flow']) {
    assert.ok(names.includes(name), `${name} is declared`);
  }
  assert.ok(second && graphIn(second).length > 0);
  const asked = company.requests.map(({ method, path }) => `${method} ${path}`);
  assert.ok(asked.includes('GET /api/v1/main/namespaces/company/dependencies'), asked.join('\n'));
});

test('no key: it says which to set, and starts nothing', async () => {
  const { code, stdout, stderr } = await runAgent(['-p', 'Go'], {});
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^GEMINI_API_KEY is not set\. .*\n$/);
});

for (const [status, next] of [
  [400, 'Check GEMINI_API_KEY.'],
  [404, 'Check GEMINI_MODEL.'],
] as const) {
  test(`a provider that answers ${status}`, async () => {
    const model = await modelThatSays({ status, message: 'No, not like that.' });
    const { code, stderr } = await runAgent(['-p', 'Go'], variables(model));
    assert.equal(code, 1);
    assert.match(stderr, /No, not like that\./);
    assert.ok(stderr.includes(next), stderr);
    assert.doesNotMatch(stderr, /\n\s+at |test-key/);
  });
}

test('a host that does not start', async () => {
  const model = await modelThatSays([{ text: 'Hello' }]);
  const { code, stderr } = await runAgent(
    ['-p', 'Go'],
    variables(model, { KESTRA_MCP_COMMAND: `${process.execPath} -e process.exit(3)` }),
  );
  assert.equal(code, 1);
  assert.match(stderr, /kestra-mcp did not start/);
});

test('a flag that there is not: how it is used', async () => {
  const { code, stderr } = await runAgent(['--prompts', 'x'], {});
  assert.equal(code, 1);
  assert.match(stderr, /Usage: npm start/);
});
