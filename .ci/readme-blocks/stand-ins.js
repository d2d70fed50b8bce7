import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const USER = { username: 'admin@kestra.io', password: 'Kestra1234' };
const QUESTION = ['list_namespace_dependencies', { namespace: 'company' }];

/** The sandbox with the flows of the demo, and what a shell needs to reach it. */
export async function startKestra(clone) {
  const { startSandbox } = await import(pathToFileURL(join(clone, 'test/dist/sandbox/index.js')).href);
  const sandbox = await startSandbox({ auth: USER });
  const flows = join(clone, 'examples/demo/flows/company');
  const authorization = `Basic ${Buffer.from(`${USER.username}:${USER.password}`).toString('base64')}`;
  for (const name of readdirSync(flows)) {
    const { ok, status } = await fetch(`${sandbox.baseUrl}/main/flows`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-yaml' },
      body: readFileSync(join(flows, name)),
    });
    if (!ok) throw new Error(`The sandbox rejected the flow ${name} with ${status}.`);
  }
  const { username: KESTRA_USERNAME, password: KESTRA_PASSWORD } = USER;
  const variables = { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_USERNAME, KESTRA_PASSWORD };
  return { url: sandbox.url, variables, close: () => sandbox.close() };
}

/** The model that the tests of an agent use: it asks for the dependencies of a namespace, and repeats the graph. */
export async function startModel(folder) {
  if (folder.endsWith('openai-mcp-client')) return startOpenAi(folder);
  return folder.endsWith('google-mcp-client')
    ? startGemini(folder)
    : { variables: {}, close: () => undefined };
}

async function startOpenAi(folder) {
  const fake = await compiled(join(folder, 'test/fake-openai.ts'));
  const graphOf = (request) => JSON.parse(JSON.parse(fake.toolOutput(request))[0].text).result;
  const model = await fake.startFakeOpenAi(fake.toolCall(...QUESTION), (request) =>
    fake.text(graphOf(request)),
  );
  return { variables: { OPENAI_BASE_URL: model.url }, close: model.close };
}

async function startGemini(folder) {
  const fake = await compiled(join(folder, 'test/fake-gemini.ts'));
  const model = await fake.startFakeGemini(fake.ASKS_FOR_THE_GRAPH, (request) => [
    { text: fake.graphIn(request) },
  ]);
  return { variables: { GOOGLE_GEMINI_BASE_URL: model.url }, close: model.close };
}

/** A module in TypeScript that imports nothing but Node, on any Node. */
async function compiled(file) {
  const options = { bundle: true, format: 'esm', platform: 'node', write: false };
  const { outputFiles } = await build({ entryPoints: [file], ...options });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
