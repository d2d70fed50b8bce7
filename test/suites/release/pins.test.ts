import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { program } from './program.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const CHECKOUT = `actions/checkout@${COMMIT} # v7.0.1`;

/** The findings for a workflow, or for a folder in place of the repository. */
async function said(name: 'faults' | 'faultsOf', argument: string): Promise<string[]> {
  const from = JSON.stringify(pathToFileURL(join(ROOT, '.release/pins.js')));
  const code = `import { ${name} } from ${from}; console.log(JSON.stringify(${name}(${JSON.stringify(argument)})));`;
  return JSON.parse(await program('--input-type=module', '-e', code));
}

/** A workflow with one job, with these steps and these lines in the job. */
function workflow(steps: string, job = ''): string {
  return `on: push\npermissions: { contents: read }\njobs:\n  a:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`;
}
const run = (command: string, job = '') => workflow(`      - run: ${JSON.stringify(command)}\n`, job);
const uses = (action: string, rest = '') => workflow(`      - uses: ${action}\n${rest}`);
const KEEPS_NOTHING = '        with:\n          persist-credentials: false\n';

describe('what is taken from elsewhere', () => {
  it('is what pins.json says', async () => expect(await said('faults', ROOT)).toEqual([]));

  it.each([
    ['an action in another commit', '.github/workflows/ci.yml', /checkout@\w+/, `checkout@${COMMIT}`],
    ['an image in another state', 'examples/docker/Dockerfile', /alpine@sha256:\w{2}/, 'alpine@sha256:00'],
    ['an image by its tag', 'examples/docker/Dockerfile', /@sha256:\w+ AS/, ' AS'],
    ['another checksum', '.github/workflows/release.yml', /SHA256: \w{2}/, 'SHA256: 00'],
    ['another version to download', '.github/workflows/ci.yml', /VERSION: v1\.\d/, 'VERSION: v1.0'],
    ['a syntax of its own', 'examples/docker/Dockerfile', /^/, '# syntax=docker/dockerfile:1\n'],
  ])('is refused as %s', async (_, file, pattern, instead) => {
    const root = temporaryFolder();
    for (const each of ['.github/workflows', 'examples/docker/Dockerfile', '.release/pins.json'])
      cpSync(join(ROOT, each), join(root, each), { recursive: true });
    const text = readFileSync(join(root, file), 'utf8');
    writeFileSync(join(root, file), text.replace(pattern, instead));
    expect(await said('faults', root)).not.toEqual([]);
  });
});

describe('a workflow', () => {
  it('that takes only what is fixed is taken', async () => {
    expect(await said('faultsOf', uses(CHECKOUT, KEEPS_NOTHING))).toEqual([]);
    expect(await said('faultsOf', run('npm ci && npm run check'))).toEqual([]);
  });

  it.each([
    ['a tag', uses('actions/setup-node@v7')],
    ['a branch', uses('docker/login-action@master')],
    ['a short commit', uses('actions/setup-node@0123456 # v7.0.0')],
    ['a commit without its version', uses(`actions/setup-node@${COMMIT}`)],
    ['a checkout that keeps its token', uses(CHECKOUT)],
    ['the latest release', run('curl -fsSLO https://example.com/a/releases/latest/download/x.tgz')],
    ['a download that is run', run('curl -fsSL https://example.com/v1/install.sh | bash')],
    ['a download that is unpacked on the way', run('wget -qO- https://example.com/v2.tgz | tar -xz')],
    ['a download without a checksum', run('curl -fsSLO https://example.com/v1.2.3.tgz')],
    ['a step that may fail', run('npm test || true')],
    ['another step that may fail', workflow('      - run: npm test\n        continue-on-error: true\n')],
    ['a package by its name', run('npx something')],
    ['an install without the lock file', run('npm install left-pad')],
    ['a title in a command line', run('echo ${{ github.event.pull_request.title }}')],
    ['dependencies beside a token to publish', run('npm ci', '    permissions: { id-token: write }\n')],
    [
      'a build beside a token to write',
      run('node .release/pack.js', '    permissions: { contents: write }\n'),
    ],
    [
      'an image that is built beside a token to publish',
      workflow(
        `      - uses: docker/build-push-action@${COMMIT} # v7.3.0\n`,
        '    permissions: { packages: write }\n',
      ),
    ],
    ['a token for all steps', run('true', '    env: { T: "${{ github.token }}" }\n')],
    ['permissions by one word', run('true', '    permissions: write-all\n')],
  ])('with %s is refused', async (_, text) => expect(await said('faultsOf', text)).not.toEqual([]));

  it('may publish what another job has made', async () => {
    const job = '    permissions: { contents: read, id-token: write }\n';
    expect(await said('faultsOf', run('node .release/publish.js packed --provenance', job))).toEqual([]);
  });
});
