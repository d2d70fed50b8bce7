import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Sandbox } from '../../../../test/dist/sandbox/index.js';
import { type Outcome, runAgent } from './command-line.ts';
import { startCompany } from './company.ts';
import { ASKS_FOR_THE_GRAPH, type FakeGemini, type Reply, startFakeGemini } from './fake-gemini.ts';

let company: Sandbox;
const models: FakeGemini[] = [];

before(async () => {
  company = await startCompany();
});

after(async () => {
  for (const model of models) model.close();
  await company.close();
});

/** The run with a model that answers like this; it must fail plainly. */
async function failure(reply: Reply, variables: Record<string, string> = {}): Promise<Outcome> {
  const model = await startFakeGemini(reply);
  models.push(model);
  const outcome = await runAgent(['-p', 'List dependencies for the namespace company'], {
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: model.url,
    KESTRA_BASE_URL: company.baseUrl,
    ...variables,
  });
  failedPlainly(outcome);
  return outcome;
}

function failedPlainly({ code, stderr }: Outcome): void {
  assert.equal(code, 1, stderr);
  assert.doesNotMatch(stderr, /^\s+at /m, 'no stack trace');
  assert.doesNotMatch(stderr, /LEFT THIS MACHINE|test-key/);
}

test('a missing key: says what to set', async () => {
  const outcome = await runAgent(['-p', 'Hello'], {});
  failedPlainly(outcome);
  assert.match(outcome.stderr, /^GEMINI_API_KEY is not set\. Set it to a key from https:/);
});

test('no prompt, or an unknown option: says how to use it', async () => {
  const none = await runAgent([], { GEMINI_API_KEY: 'test-key' });
  failedPlainly(none);
  assert.match(none.stderr, /A prompt is missing\.\nUsage: npm start -- -p/);
  const unknown = await runAgent(['--promt', 'Hello'], { GEMINI_API_KEY: 'test-key' });
  failedPlainly(unknown);
  assert.match(unknown.stderr, /Unknown option '--promt'[\s\S]*npm start -- -p/);
});

test('a key that the provider refuses', async () => {
  const { stderr } = await failure([], { GEMINI_API_KEY: 'another-key' });
  assert.equal(stderr, "The model's provider answered 401: API key not valid.\nCheck GEMINI_API_KEY.\n");
});

test('a provider that has had enough', async () => {
  const { stderr } = await failure({ status: 429, message: 'Quota exceeded.' });
  assert.match(stderr, /answered 429: Quota exceeded\.\nWait a little/);
});

test('a model that there is not', async () => {
  const { stderr } = await failure({ status: 404, message: 'Not found.' });
  assert.match(stderr, /answered 404: Not found\.\nCheck GEMINI_MODEL\./);
});

test('a model that refuses', async () => {
  const { stderr } = await failure({ finishReason: 'SAFETY' });
  assert.equal(stderr, 'The model refused: SAFETY\n');
});

test('a provider that cannot be reached', async () => {
  const { stderr } = await failure([], { GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:1' });
  assert.match(stderr, /^The model's provider did not answer: .*fetch failed/);
});

test('a server that does not start', async () => {
  const absent = await failure([], { KESTRA_MCP_COMMAND: 'no-such-command --sandbox' });
  assert.match(
    absent.stderr,
    /did not start with KESTRA_MCP_COMMAND="no-such-command --sandbox"\.\n.*ENOENT/,
  );
  const refusing = await failure([], { KESTRA_MCP_ONLY_TOOLS: 'no_such_tool' });
  assert.match(refusing.stderr, /no_such_tool[\s\S]*kestra-mcp did not start/);
});

test('Kestra cannot be reached: the model learns it, and the agent fails', async () => {
  const model = await startFakeGemini(ASKS_FOR_THE_GRAPH, [{ text: 'Kestra seems to be down.' }]);
  models.push(model);
  const outcome = await runAgent(['-p', 'Go'], {
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: model.url,
    KESTRA_BASE_URL: 'http://127.0.0.1:1',
  });
  failedPlainly(outcome);
  assert.equal(outcome.stdout, 'Kestra seems to be down.\n');
  assert.match(outcome.stderr, /No call of Kestra's tools succeeded\. Kestra cannot be reached at/);
});
