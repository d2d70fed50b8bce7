/**
 * For each name, the text before the first release and after it. Links begin at the root of the repository:
 * `](/docs/faq.md)`. A text ends without a line break. An empty text removes the content of the block.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const REPOSITORY = 'https://github.com/kestra-mcp/kestra-mcp';
const IMAGE = 'ghcr.io/kestra-mcp/kestra-mcp:latest';
const NPM = 'https://www.npmjs.com/package';

const bash = (...lines) => ['```bash', ...lines, '```'].join('\n');
const paragraphs = (...texts) => texts.join('\n\n');

const CLONE = bash(`git clone ${REPOSITORY}`, 'cd kestra-mcp', 'npm ci', 'npm run build');
const BUILD_IMAGE = bash('docker build -f examples/docker/Dockerfile -t kestra-mcp .');

/** The links that install the server in VS Code and Cursor. */
const installLinks = () =>
  execFileSync(
    process.execPath,
    [fileURLToPath(new URL('../../.release/install-links.js', import.meta.url))],
    {
      encoding: 'utf8',
    },
  ).trimEnd();

export const TEXTS = {
  /** README: what a reader can use today. */
  status: {
    before: `Nothing is published yet: build the server from a clone. A package or an image called \`kestra-mcp\` that you find in a
registry is not ours.`,
    after: `The server is on npm as [\`kestra-mcp\`](${NPM}/kestra-mcp), and as the image \`${IMAGE}\`. The packages for
plugin authors are [\`@kestra-mcp/core\`](${NPM}/@kestra-mcp/core) and [\`@kestra-mcp/testing\`](${NPM}/@kestra-mcp/testing).
The MCP registry lists the server as \`io.github.kestra-mcp/kestra-mcp\`.
[Each release](${REPOSITORY}/releases) has the bundle for Claude Desktop and a list of all bundled code (SBOM).`,
  },

  /** README: the links for VS Code and Cursor, and the plugin for Claude Code. Empty before the release. */
  'install-links': {
    before: '',
    get after() {
      return paragraphs(
        'Or let your client install it:',
        `${installLinks()}
- Claude Code, with the skills: \`/plugin marketplace add kestra-mcp/kestra-mcp\`, then \`/plugin install kestra@kestra-mcp\``,
      );
    },
  },

  /** Quick start: how to get the server. */
  install: {
    before: paragraphs(
      CLONE,
      `Nothing is published yet, neither on npm nor as a Docker image. Do not install a package or an image called \`kestra-mcp\` from a
registry: it is not ours.`,
    ),
    after: paragraphs(
      'You do not need to install anything. `npx` downloads [kestra-mcp](https://www.npmjs.com/package/kestra-mcp) from npm and starts it:',
      bash('npx -y kestra-mcp --version'),
      'To change the code, build it from a clone. Then use `node dist/bin.js` instead of `npx -y kestra-mcp` on this page.',
      CLONE,
    ),
  },

  /** How to get the image. */
  docker: {
    before: paragraphs(
      'The image is not published yet. Do not pull an image called `kestra-mcp` from a registry: it is not ours. Build it from the root of the repository:',
      BUILD_IMAGE,
    ),
    after: paragraphs(
      `The image is \`${IMAGE}\`, for amd64 and arm64. Docker downloads it at the first start. If you build it yourself in the root
of the repository, use the image name \`kestra-mcp\` in the blocks on this page:`,
      BUILD_IMAGE,
    ),
  },

  /** Kestra's own AI Agent: how the worker gets the image. */
  'docker-on-worker': {
    before: `1. Build the image on the machine of the worker, as [docker](/examples/docker) describes: it is not published yet. The worker needs
   access to Docker.`,
    after: '1. Give the worker access to Docker. The worker downloads the image automatically.',
  },

  /** Write a plugin: the commands of "In five minutes". */
  'new-plugin': {
    before: paragraphs(
      'Build a clone of this repository (`npm ci && npm run build`). Then, in the clone:',
      bash('cd ..', 'node kestra-mcp/dist/bin.js new plugin sla', 'cd sla', 'npm install', 'npm test'),
    ),
    after: paragraphs(
      'In any folder:',
      bash('npx -y kestra-mcp new plugin sla', 'cd sla', 'npm install', 'npm test'),
    ),
  },

  /** Write a plugin: how to see its tool. */
  'new-plugin-list': {
    before: 'Next to it, `node kestra-mcp/dist/bin.js list --config kestra-mcp.config.json` shows its tool.',
    after: 'Next to it, `npx -y kestra-mcp list --config kestra-mcp.config.json` shows its tool.',
  },

  /** Write a plugin: where a new plugin takes our packages from. */
  'plugin-sources': {
    before: `kestra-mcp is not on npm yet. The new \`package.json\` therefore takes \`kestra-mcp\`, \`@kestra-mcp/core\` and \`@kestra-mcp/testing\`
from your clone, by path. The README of the new package says what to change after the first release.`,
    after: `The new \`package.json\` takes \`kestra-mcp\`, \`@kestra-mcp/core\` and \`@kestra-mcp/testing\` from npm.`,
  },

  /** examples/ci: the steps before `doctor` runs. */
  'github-actions': {
    before: `# kestra-mcp is not on npm yet, so the job builds it from a clone.
- uses: actions/checkout@v4
  with:
    repository: kestra-mcp/kestra-mcp
- uses: actions/setup-node@v4
  with:
    node-version: 22
    cache: npm
- run: npm ci && npm run build`,
    after: `- uses: actions/setup-node@v4
  with:
    node-version: 22`,
  },
  'gitlab-ci': {
    before: `before_script:
  # kestra-mcp is not on npm yet, so the job builds it from a clone.
  - git clone --depth 1 https://github.com/kestra-mcp/kestra-mcp "$CI_PROJECT_DIR/kestra-mcp"
  - cd kestra-mcp && npm ci && npm run build && cd ..
script:
  - node kestra-mcp/dist/bin.js doctor --json > doctor.json`,
    after: `script:
  - npx -y kestra-mcp doctor --json > doctor.json`,
  },

  /** .release/README.md. */
  releasing: {
    before: 'Nothing is published yet: see [the first release](#the-first-release).',
    after: '',
  },
};
