import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { startSandbox } from '../../published/sandbox/index.js';
import { deadAddress } from '../../support/kestra/fake-kestra.js';
import { ROOT } from '../../support/paths.js';
import { clone, shell } from './clone.js';

interface Step {
  run?: string;
  shell?: string;
  env?: Record<string, string>;
}

const read = (name: string) => parse(readFileSync(join(ROOT, 'examples', 'ci', name), 'utf8'));

/** The step of the GitHub job that calls the server, with the values of its variables. */
function github(): { script: string; env: (values: Record<string, string>) => Record<string, string> } {
  const { doctor } = read('github-actions.yml').jobs as { doctor: { steps: Step[] } };
  const [step] = doctor.steps.filter(({ run }) => run?.includes('doctor'));
  if (step?.run === undefined || step.shell !== 'bash') throw new Error('There is no such step in bash.');
  const fill = (text: string, values: Record<string, string>) =>
    text.replace(/\$\{\{ (?:vars|secrets)\.(\w+) \}\}/g, (_, name: string) => values[name] ?? '');
  const variables = Object.entries(step.env ?? {});
  return {
    script: step.run,
    env: (values) => Object.fromEntries(variables.map(([name, text]) => [name, fill(text, values)])),
  };
}

const USER = { username: 'ada@example.com', password: 'open-sesame' };
const CREDENTIALS = { KESTRA_USERNAME: USER.username, KESTRA_PASSWORD: USER.password };

const JOBS = [
  { name: 'GitHub', folder: clone(), ...github() },
  {
    name: 'GitLab',
    folder: clone('kestra-mcp'),
    script: (read('gitlab-ci.yml')['kestra-mcp'].script as string[]).join('\n'),
    env: (values: Record<string, string>) => values,
  },
];

describe.each(JOBS)("examples/ci: $name's job", ({ folder, script, env }) => {
  const report = () => JSON.parse(readFileSync(join(folder, 'doctor.json'), 'utf8'));

  it('passes when all is well', async () => {
    const { baseUrl, close } = await startSandbox({ auth: USER });
    const { code } = await shell(script, folder, env({ KESTRA_BASE_URL: baseUrl, ...CREDENTIALS }));
    expect({ code, healthy: report().healthy }).toEqual({ code: 0, healthy: true });
    await close();
  });

  it.each([
    ['with a wrong password', async () => ({ KESTRA_PASSWORD: 'open-barley' }), '401'],
    ['without Kestra', async () => ({ KESTRA_BASE_URL: await deadAddress() }), 'connection refused'],
  ])('fails %s, and says so without a secret', async (_, change, says) => {
    const { baseUrl, close } = await startSandbox({ auth: USER });
    const values = { KESTRA_BASE_URL: baseUrl, ...CREDENTIALS, ...(await change()) };
    const { code } = await shell(script, folder, env(values));
    expect({ code, healthy: report().healthy }).toEqual({ code: 1, healthy: false });
    const text = JSON.stringify(report());
    expect(text).toContain(says);
    expect(text).not.toContain(values.KESTRA_PASSWORD);
    await close();
  });
});
