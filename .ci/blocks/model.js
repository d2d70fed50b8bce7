import { join } from 'node:path';
import { build } from 'esbuild';

const QUESTION = ['list_namespace_dependencies', { namespace: 'company' }];

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
