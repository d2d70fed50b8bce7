import { readdir, readFile } from 'node:fs/promises';
import { type Sandbox, startSandbox } from '../../../../test/dist/sandbox/index.js';

const FLOWS = new URL('../../../demo/flows/company/', import.meta.url);

/** The sandbox, with the flows of the demo in the namespace `company`. */
export async function startCompany(): Promise<Sandbox> {
  const sandbox = await startSandbox();
  for (const file of await readdir(FLOWS)) {
    const answer = await fetch(`${sandbox.baseUrl}/main/flows`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-yaml' },
      body: await readFile(new URL(file, FLOWS), 'utf8'),
    });
    if (!answer.ok) throw new Error(`${file} was refused: ${await answer.text()}`);
  }
  sandbox.requests.length = 0;
  return sandbox;
}
