import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Sandbox } from '../../../../test/dist/sandbox/index.js';
import { type Outcome, runAgent } from './command-line.ts';
import { startCompany } from './company.ts';
import {
  type FakeOpenAi,
  type ModelAnswer,
  message,
  startFakeOpenAi,
  text,
  toolCall,
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

/** Runs the agent with a model that gives this answer. The agent must fail with a plain message. */
async function failure(answer: ModelAnswer, variables: Record<string, string> = {}): Promise<Outcome> {
  const model = await startFakeOpenAi(() => answer);
  models.push(model);
  const outcome = await runAgent(['-p', 'List dependencies for the namespace company'], {
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: model.url,
    KESTRA_BASE_URL: company.baseUrl,
    ...variables,
  });
  failedPlainly(outcome);
  return outcome;
}

function failedPlainly({ code, stderr }: Outcome): void {
  assert.equal(code, 1, stderr);
  assert.doesNotMatch(stderr, /^\s+at /m, 'no stack trace');
  assert.doesNotMatch(stderr, /test-key/);
}

test('a missing key: says what to set', async () => {
  const outcome = await runAgent(['-p', 'Hello'], {});
  failedPlainly(outcome);
  assert.match(outcome.stderr, /^OPENAI_API_KEY is not set\. Set it to a key from https:/);
});

test('an unknown option: says how to use it', async () => {
  const outcome = await runAgent(['--promt', 'Hello'], { OPENAI_API_KEY: 'test-key' });
  failedPlainly(outcome);
  assert.match(outcome.stderr, /Unknown option '--promt'[\s\S]*npm start -- -p/);
});

test('a key that the provider refuses', async () => {
  const { stderr } = await failure([], { OPENAI_API_KEY: 'another-key' });
  assert.match(stderr, /answered 401 Incorrect API key provided\.\nCheck OPENAI_API_KEY/);
  assert.doesNotMatch(stderr, /another-key/);
});

test('a provider that limits the rate', async () => {
  const { stderr } = await failure({ status: 429, message: 'Rate limit reached.' });
  assert.match(stderr, /answered 429 Rate limit reached\.\nWait a little/);
});

test('a model that refuses', async () => {
  const { stderr } = await failure(message({ type: 'refusal', refusal: 'I will not.' }));
  assert.equal(stderr, 'The model refused: I will not.\n');
});

test('a provider that cannot be reached', async () => {
  const { stderr } = await failure([], { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' });
  assert.match(stderr, /Connection error/);
});

test('a server that does not start', async () => {
  const absent = await failure([], { KESTRA_MCP_COMMAND: 'no-such-command --sandbox' });
  assert.match(
    absent.stderr,
    /did not start with KESTRA_MCP_COMMAND="no-such-command --sandbox"\.\n.*ENOENT/,
  );
  const refusing = await failure([], { KESTRA_MCP_ONLY_TOOLS: 'no_such_tool' });
  assert.match(refusing.stderr, /no_such_tool[\s\S]*kestra-mcp did not start\./);
});

test('Kestra cannot be reached: the model learns it, and the agent fails', async () => {
  const model = await startFakeOpenAi(toolCall('list_namespace_dependencies', { namespace: 'company' }), () =>
    text('Kestra seems to be down.'),
  );
  models.push(model);
  const outcome = await runAgent(['-p', 'Go'], {
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: model.url,
    KESTRA_BASE_URL: 'http://127.0.0.1:1',
  });
  failedPlainly(outcome);
  assert.equal(outcome.stdout, 'Kestra seems to be down.\n');
  assert.match(outcome.stderr, /No call of Kestra's tools succeeded\. Kestra cannot be reached at/);
  assert.match(outcome.stderr, /KESTRA_BASE_URL/);
});
