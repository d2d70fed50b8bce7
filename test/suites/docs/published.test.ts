import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { RELEASED } from '../../../core/bundle/released.js';
import { ROOT } from '../../support/paths.js';
import { filesIn } from './markdown.js';

/** Texts that would download a package or an image by our names, or send a reader there. */
const OURS = [
  /\bnpx (?:-\S+ (?:\/ )?)*kestra-mcp\b/,
  /"args": \[[^\]]*"-y", "kestra-mcp"/,
  /\bnpm (?:install|i|add|exec|create) (?:-\S+ )*(?:kestra-mcp|@kestra-mcp\/[\w-]+)/,
  /\bnpmjs\.com\/package\/@?kestra-mcp\b/,
  /ghcr\.io\/kestra-mcp\b/,
  /\bplugin marketplace add kestra-mcp\b/,
];
/** Texts that are true only before the first release. */
const NOT_YET =
  /\b(?:not|nothing|none|neither)\b[^.\n]{0,60}\b(?:published|released|on npm)\b[^.\n]{0,20}\byet\b|\bnot (?:yet )?(?:on npm|published)\b|\bnothing is (?:on npm|published)\b/i;
/** Texts about how and why releases are made, and the output of `new plugin` with packages installed. */
const APART = /^(?:\.release\/|\.changeset\/|docs\/decisions\/|core\/templates\/)|(?:^|\/)CHANGELOG\.md$/;

/** Removes what exists only after the first release: transcripts of a released server, and some files for clients. */
function withoutReleased(path: string, text: string): string {
  if (/^examples\/clients\/.*\.(?:npx|docker)\.(?:json|toml)$/.test(path)) return '';
  return text.replace(/^<!-- transcript: [\s\S]*?^<!-- \/transcript -->$/gm, '');
}

interface Text {
  path: string;
  before: string;
  after: string;
  back: string;
}

let files: Text[];
let names: string[];
let unused: string[];

beforeAll(async () => {
  const paths = filesIn(ROOT)
    .map((file) => relative(ROOT, file).replaceAll('\\', '/'))
    .filter((path) => /\.(?:md|ya?ml|json|ts|toml)$/.test(path))
    .filter((path) =>
      /^(?:[^/]+\.md|docs\/|examples\/|plugins\/|test\/README|core\/README|\.release\/README)/.test(path),
    );
  const url = (path: string) => JSON.stringify(pathToFileURL(join(ROOT, 'docs/generate', path)));
  const code = `import { readFileSync } from 'node:fs';
    import { publishedFiles, withPublished } from ${url('published.js')};
    import { sentencesMissingIn } from ${url('published-names.js')};
    import { TEXTS } from ${url('published-texts.js')};
    const unused = sentencesMissingIn(publishedFiles().map((path) => readFileSync(${JSON.stringify(`${ROOT}/`)} + path, 'utf8')));
    const files = publishedFiles().map((path) => {
      const text = readFileSync(${JSON.stringify(`${ROOT}/`)} + path, 'utf8');
      const [before, after] = [false, true].map((released) => withPublished(path, text, released));
      return { path, before, after, back: withPublished(path, after, false) };
    });
    process.stdout.write(JSON.stringify({ files, unused, names: Object.keys(TEXTS) }));`;
  const ran = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
  const made = JSON.parse(ran.stdout) as { files: Text[]; names: string[]; unused: string[] };
  ({ names, unused } = made);
  const withBlocks = new Map(made.files.map((file) => [file.path, file]));
  files = paths.map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const { before, after, back } = withBlocks.get(path) ?? { before: text, after: text, back: text };
    return { path, before: RELEASED ? withoutReleased(path, before) : before, after, back };
  });
});

/** Each match, even across lines. */
const found = (path: string, text: string, pattern: RegExp) =>
  [...text.replace(/\s+/g, ' ').matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(
    ([match]) => `${path}: ${match}`,
  );

describe('before the first release', () => {
  it('no page and no example leads to a package or an image by our names', () => {
    const leads = files
      .filter(({ path }) => !APART.test(path))
      .flatMap(({ path, before }) => OURS.flatMap((pattern) => found(path, before, pattern)));
    expect(leads).toEqual([]);
  });
});

describe('after the first release', () => {
  it('no page and no example says that something is not published', () => {
    const denials = files.flatMap(({ path, after }) => found(path, after, NOT_YET));
    expect(denials.filter((line) => !/^docs\/decisions\//.test(line))).toEqual([]);
  });

  it('the pages lead to npm and to the image', () => {
    for (const pattern of OURS.filter(({ source }) => /npx \(|npmjs|ghcr/.test(source)))
      expect(files.some(({ after }) => pattern.test(after))).toBe(true);
  });
});

describe('the blocks', () => {
  it('can be undone', () => {
    for (const { path, before, back } of files)
      expect([path, RELEASED ? withoutReleased(path, back) : back]).toEqual([path, before]);
  });

  it('use each text that there is', () => {
    const used = files.flatMap(({ before }) =>
      [...before.matchAll(/(?:<!--|#) published: (\S+)/g)].map(([, name = '']) => name),
    );
    expect([...new Set(used)].sort()).toEqual([...names, 'names'].sort());
  });

  it('find each sentence that they replace', () => {
    expect(unused).toEqual([]);
  });

  it('are seen by these patterns', () => {
    const seen = (text: string) => OURS.some((pattern) => pattern.test(text));
    for (const text of [
      'npx -y kestra-mcp init',
      'npx --prefix / -y kestra-mcp',
      '"command": "npx", "args": ["--prefix", "/", "-y", "kestra-mcp"]',
      'npm install -g kestra-mcp',
      'npm i @kestra-mcp/core',
      'image: ghcr.io/kestra-mcp/kestra-mcp:latest',
    ])
      expect([text, seen(text)]).toEqual([text, true]);
    for (const text of ['Nothing is on npm yet.', 'The image is not published yet', 'are not on npm yet'])
      expect([text, NOT_YET.test(text)]).toEqual([text, true]);
    expect(seen('node dist/bin.js init')).toBe(false);
  });
});
