import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { blocksOf } from '../../../.ci/blocks/blocks.js';
import { planOf } from '../../../.ci/blocks/plan.js';
import { run } from '../../../.ci/blocks/shell.js';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

const block = (language: string, content: string, more = {}) => ({ language, content, ...more });
const plan = (language: string, content: string, more = {}) =>
  planOf(block(language, content, more), ['npm test'], 'linux');

describe('.ci/readme', () => {
  it('runs the blocks of a shell, but those that are excepted', () => {
    expect(plan('bash', 'npm ci && npm run demo\n')).toEqual({ run: 'npm ci && npm run demo\n' });
    expect(plan('bash', 'npm ci && npm test\n')).toEqual({ skip: '--except npm test' });
  });

  it('skips what needs another system or Docker, and what is recorded', () => {
    expect(plan('powershell', 'node x', { tab: 'Windows' })).toEqual({ skip: 'it is for Windows' });
    expect(plan('bash', 'node x', { tab: 'Linux' })).toEqual({ run: 'node x' });
    expect(plan('bash', 'docker build .')).toEqual({ skip: 'it needs Docker' });
    expect(plan('yaml', 'a: 1', { recorded: true })).toEqual({ skip: 'npm run docs records it' });
  });

  it('starts the servers of a client', () => {
    const server = { command: 'node', args: ['/path/to/kestra-mcp/dist/bin.js'] };
    const servers = { kestra: server };
    expect(plan('json', JSON.stringify({ mcpServers: servers }))).toEqual({ servers: [['kestra', server]] });
    expect(plan('json', JSON.stringify({ servers }))).toEqual({ servers: [['kestra', server]] });
  });

  it.each([
    ['toml', '[mcp]', 'The code block has the language "toml". Use bash or json'],
    ['', 'kestra-mcp', 'The code block has the language "". Use bash or json'],
    ['powershell', 'node x', 'The code block has the language "powershell". Use bash or json'],
    ['json', '{ "tools": {} }', 'This JSON names no MCP servers. A client needs "mcpServers" or "servers".'],
  ])('refuses a block that it cannot try: %s', (language, content, says) => {
    expect(() => plan(language, content)).toThrow(says);
  });

  it.each([
    'false && true',
    'false && true\ntrue',
    'true && false && true\necho done',
    'false | cat\necho done',
    'cd nowhere && ls\necho done',
  ])('fails where a command of a block fails: %j', async (commands) => {
    const folder = temporaryFolder();
    await expect(run(commands, { cwd: folder, env: process.env, folder })).rejects.toThrow(
      'exited with code 1',
    );
  });

  it('goes on where a block has ended, and has what it printed', async () => {
    const folder = temporaryFolder({ 'clone/.keep': '' });
    const { printed, cwd } = await run('cd clone && echo here\n', { cwd: folder, env: process.env, folder });
    expect([printed, cwd.endsWith('/clone')]).toEqual(['here\n', true]);
  });

  it('finds all blocks of both pages, with their tabs', () => {
    const pages = ['README.md', 'docs/quick-start.md'].map((path) =>
      blocksOf(readFileSync(join(ROOT, path), 'utf8')),
    );
    const [readme = [], quickStart = []] = pages;
    expect(readme.map(({ language }) => language)).toEqual(['bash', 'bash', 'bash', 'bash', 'json']);
    const tabs = quickStart.flatMap(({ tab, language }) => (tab ? [[tab, language]] : []));
    expect(tabs).toEqual([
      ['macOS', 'bash'],
      ['Linux', 'bash'],
      ['Windows', 'powershell'],
    ]);
    // None is left out by a fence that is not seen.
    const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
    expect(text.match(/^```/gm)).toHaveLength(2 * readme.length);
  });

  it('the README has each of its two commands once', () => {
    const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
    expect(text.match(/npm ci.*/g)).toEqual(['npm ci && npm run demo', 'npm ci && npm test']);
    expect(text.split('\n').length).toBeLessThanOrEqual(161);
  });
});
