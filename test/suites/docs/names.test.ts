import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runHost } from '../../support/host/raw.js';
import { ROOT } from '../../support/paths.js';
import { filesIn, PAGES } from './markdown.js';

/** The file that reads the environment variables of the tests. */
const OF_TESTS = 'test/suites/live/target.ts';
/** Flags of other programs that texts mention outside of commands. */
const OF_OTHERS: Readonly<Record<string, string>> = {
  '--add-host': 'docker run',
  '--env-file': 'docker run',
  '--network': 'docker run',
  '--node': 'npm run bench',
  '--rm': 'docker run',
};

interface Found {
  path: string;
  name: string;
}

let help = '';

beforeAll(async () => {
  const helps = [['--help'], ['init', '--help'], ['trust', '--help']].map((args) => runHost({ args }));
  help = (await Promise.all(helps)).map(({ stdout }) => stdout).join('\n');
});

/** An example can have its own variables, in its Compose file or its code. */
function ownFiles(path: string): string[] {
  if (!path.startsWith('examples/')) return [];
  return filesIn(join(ROOT, dirname(path)))
    .filter((file) => /\.(ya?ml|[jt]s|py)$/.test(file))
    .map((file) => readFileSync(file, 'utf8'));
}

function found(pattern: RegExp, texts: (page: (typeof PAGES)[number]) => readonly string[]): Found[] {
  return PAGES.flatMap((page) =>
    texts(page).flatMap((text) =>
      [...text.matchAll(pattern)].map(([, name = '']) => ({ path: page.path, name })),
    ),
  );
}

const codes = ({ codes: inline, fences }: (typeof PAGES)[number]) => [
  ...inline,
  ...fences
    // JSON contains no commands, but it contains descriptions.
    .filter(({ language }) => language !== 'json')
    .map(({ language, content }) => (language === 'text' ? commandsIn(content) : content)),
];

/** Only the lines that are commands, because the output of programs also contains the server's name in sentences. */
function commandsIn(text: string): string {
  const isCommand = (line: string) => /^(?:\$ | +kestra-mcp |\s*(?:node |npx |[A-Z_]+=))/.test(line);
  return text.split('\n').filter(isCommand).join('\n');
}

/** What follows the program's name on a command line, up to the next command. */
const INVOKED = /(?:\bbin\.js|(?<![\w/@.-])kestra-mcp)(?= +[a-z-])( [^\n`|&;"]*)/g;
// The truncation mark also begins with our name.
const invocations = found(INVOKED, (page) => codes(page).filter((code) => !code.startsWith('⟦')));

describe('names in the documentation', () => {
  it('of variables are known', () => {
    const ours = new Set(help.match(/\bKESTRA_[A-Z_]+\b/g));
    const tests = readFileSync(join(ROOT, OF_TESTS), 'utf8');
    const build = readFileSync(join(ROOT, 'core/bundle/released.js'), 'utf8');
    const names = found(/\b(KESTRA_[A-Z_]*[A-Z])\b/g, ({ text }) => [text]);
    expect(names.length).toBeGreaterThan(50);
    const isKnown = ({ path, name }: Found) =>
      ours.has(name) ||
      ownFiles(path).some((text) => text.includes(name)) ||
      (name.startsWith('KESTRA_TEST_') && tests.includes(name)) ||
      (/^(?:\.release|docs\/decisions)\//.test(path) && build.includes(name));
    expect(names.filter((each) => !isKnown(each))).toEqual([]);
  });

  it('of flags are known', () => {
    const ours = new Set(help.match(/--[a-z-]+/g));
    const named = found(/^(--[a-z][a-z-]*)/g, (page) => page.codes);
    const given = invocations.flatMap(({ path, name }) =>
      (name.match(/(?<=\s)--[a-z-]+/g) ?? []).map((flag) => ({ path, name: flag })),
    );
    expect(given.length).toBeGreaterThan(5);
    const unknown = [...named, ...given].filter(({ name }) => !ours.has(name));
    expect(unknown.filter(({ name }) => !(name in OF_OTHERS))).toEqual([]);
    // Every entry must still be needed.
    for (const flag of Object.keys(OF_OTHERS))
      expect(PAGES.some(({ text }) => text.includes(flag))).toBe(true);
  });

  it('of commands are known', () => {
    const commands = new Set([...help.matchAll(/^ {2}([a-z]+) .*\.$/gm)].map(([, name]) => name));
    const given = invocations.map(({ path, name }) => ({ path, name: name.trim().split(/\s/)[0] ?? '' }));
    const words = given.filter(({ name }) => /^[a-z]+$/.test(name));
    expect(words.length).toBeGreaterThan(10);
    expect(words.filter(({ name }) => !commands.has(name))).toEqual([]);
  });

  it('of the program are never a command to copy, because a clone has no kestra-mcp on the PATH', () => {
    const shell = PAGES.filter(({ path }) => !path.includes('/templates/')).flatMap(({ path, fences }) =>
      fences
        .filter(({ language }) => /^(?:bash|sh|shell|powershell)$/.test(language))
        .flatMap(({ content }) => content.split('\n').map((line) => ({ path, line }))),
    );
    expect(shell.length).toBeGreaterThan(50);
    expect(shell.filter(({ line }) => /(?:^|&& |\| )kestra-mcp /.test(line))).toEqual([]);
  });

  it('of npm scripts are known', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const names = found(/\bnpm run (?:--silent )?([a-z:-]+)/g, codes).filter(
      ({ path }) => !/\/templates\/|^docs\/site\/|^examples\/agents\//.test(path),
    );
    expect(names.filter(({ name }) => !(name in scripts))).toEqual([]);
  });
});
