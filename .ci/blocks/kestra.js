import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the pages say that Kestra is. */
const PAGE = { port: 8080, url: 'http://localhost:8080' };
const USER = { username: 'admin@kestra.io', password: 'Kestra1234' };

export function hasKestra(clone) {
  return existsSync(sandboxOf(clone));
}

/** The sandbox of a built clone. It listens where the pages say, if it can; `addressed` writes its address into a text. */
export async function startKestra(clone, options = {}) {
  const { startSandbox } = await import(pathToFileURL(sandboxOf(clone)).href);
  const { auth } = options;
  const sandbox = await startSandbox({ port: PAGE.port, auth }).catch(() => startSandbox({ auth }));
  return {
    baseUrl: sandbox.baseUrl,
    isWhereThePagesSay: sandbox.url.endsWith(`:${PAGE.port}`),
    addressed: (text) => text.replaceAll(PAGE.url, sandbox.url),
    close: () => sandbox.close(),
  };
}

/** The same for the examples: with a user, the flows of the demo, and what a shell needs to reach it. */
export async function startFilledKestra(clone) {
  const kestra = await startKestra(clone, { auth: USER });
  const flows = join(clone, 'examples/demo/flows/company');
  const authorization = `Basic ${Buffer.from(`${USER.username}:${USER.password}`).toString('base64')}`;
  for (const name of readdirSync(flows)) {
    const { ok, status } = await fetch(`${kestra.baseUrl}/main/flows`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-yaml' },
      body: readFileSync(join(flows, name)),
    });
    if (!ok) throw new Error(`The sandbox rejected the flow ${name} with ${status}.`);
  }
  const { username: KESTRA_USERNAME, password: KESTRA_PASSWORD } = USER;
  return { ...kestra, variables: { KESTRA_BASE_URL: kestra.baseUrl, KESTRA_USERNAME, KESTRA_PASSWORD } };
}

function sandboxOf(clone) {
  return join(clone, 'test/dist/sandbox/index.js');
}
