import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { connectTo } from '../../../test/support/host/wire.js';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { definePlugin, defineTool } from '../plugin/author/define.js';
import { loadPlugins } from '../plugin/load/load.js';
import { describePlugin } from '../plugin/manifest/describe.js';
import { buildRegistry } from '../registry/registry.js';
import { select } from '../selection/selection.js';

const PAGE = '<!doctype html><title>Report</title>';
const tool = (name: string, ui?: string) =>
  defineTool({
    group: { name: 'reports', title: 'Reports' },
    ...{ name, description: 'A report.', effect: 'read' as const },
    input: z.strictObject({}),
    output: z.looseObject({}),
    ...(ui !== undefined && { ui }),
    handler: () => ({}),
  });
const plugin = definePlugin({
  id: 'acme',
  tools: [
    tool('show_report', './report.html'),
    tool('list_reports', 'report.html'),
    tool('show_linked', 'linked.html'),
    tool('show_missing', 'pages/missing.html'),
    tool('show_large', 'pages/large.html'),
    tool('show_text'),
  ],
});

let folder: string;
beforeAll(async () => {
  folder = temporaryFolder({
    'plugin/report.html': PAGE,
    'plugin/pages/large.html': 'x'.repeat(200_000),
    'secret.html': 'secret',
  });
  await symlink(join(folder, 'secret.html'), join(folder, 'plugin/linked.html'));
});

async function connect(disable: string[] = []) {
  const place = { folder, file: join(folder, 'plugin/kestra-mcp.config.ts'), startMs: 1_000 };
  const registry = buildRegistry(await loadPlugins([{ plugin, options: {} }], place));
  const selection = select(registry, { enable: [], disable, readOnly: false });
  const { wire } = await connectTo({ selection: () => selection });
  let id = 1;
  return {
    wire,
    ask: async (method: string, params: object = {}) => wire.ask(++id, method, params),
    read: async (page: string) => wire.ask(++id, 'resources/read', { uri: `ui://acme/${page}` }),
  };
}

describe('a tool with a page', () => {
  it('names it in the list, to every client', async () => {
    const { ask } = await connect();
    const { tools } = (await ask('tools/list')).result as { tools: { name: string; _meta?: object }[] };
    const pages = Object.fromEntries(tools.map(({ name, _meta }) => [name, _meta]));
    expect(pages).toMatchObject({
      show_report: { ui: { resourceUri: 'ui://acme/report.html' } },
      list_reports: { ui: { resourceUri: 'ui://acme/report.html' } },
      show_text: undefined,
    });
  });

  it('has it read by who names it, and not listed', async () => {
    const { ask, read } = await connect();
    expect((await read('report.html')).result).toMatchObject({
      contents: [
        {
          uri: 'ui://acme/report.html',
          mimeType: 'text/html;profile=mcp-app',
          text: PAGE,
          _meta: { ui: { prefersBorder: true } },
        },
      ],
    });
    expect((await ask('resources/list')).result).toMatchObject({ resources: [] });
  });

  it('is switched off with all its tools', async () => {
    const { read } = await connect(['show_report']);
    expect((await read('report.html')).result).toBeDefined();
    const { read: readOff } = await connect(['show_report', 'list_reports']);
    expect((await readOff('report.html')).error).toMatchObject({
      code: -32602,
      message: expect.stringContaining('show_report: disabled by tools.disable: show_report'),
    });
  });

  it.each([
    ['linked.html', 'it is a link to a place outside the plugin'],
    ['pages/missing.html', 'ENOENT'],
    ['pages/large.html', 'it is larger than 153600 bytes'],
  ])('says why it cannot be read: %s', async (page, why) => {
    const { error } = await (await connect()).read(page);
    expect(error).toMatchObject({ code: -32603, message: expect.stringContaining(why) });
    expect(JSON.stringify(error)).toContain('acme inline');
  });

  it.each(['secret.html', '../secret.html', '%2e%2e/secret.html', ''])('is none at %j', async (page) => {
    expect((await (await connect()).read(page)).error).toMatchObject({
      message: expect.stringContaining('There is no resource'),
    });
  });
});

it('a page of a package is read without the code beside it', async () => {
  const manifest = describePlugin(plugin, '1.0.0');
  const stated = { apiVersion: 1, id: 'acme', manifest: './kestra-mcp.manifest.json' };
  const place = temporaryFolder({
    'acme/package.json': JSON.stringify({
      name: 'acme',
      version: '1.0.0',
      main: 'dist/index.js',
      kestraMcp: stated,
    }),
    'acme/kestra-mcp.manifest.json': JSON.stringify(manifest),
    'acme/dist/index.js': 'throw new Error("This was imported.");',
    'acme/dist/report.html': PAGE,
  });
  const plugins = await loadPlugins([{ plugin: './acme', options: {} }], { folder: place, startMs: 1_000 });
  expect(plugins.quarantined).toEqual([]);
  const selection = select(buildRegistry(plugins), { enable: [], disable: [], readOnly: false });
  const { wire } = await connectTo({ selection: () => selection });
  const { result } = await wire.ask(2, 'resources/read', { uri: 'ui://acme/report.html' });
  expect(result).toMatchObject({ contents: [{ text: PAGE }] });
  expect(plugins.loaded[0]?.isImported()).toBe(false);
});

it.each(['../report.html', '/etc/report.html', 'report.txt', 'a/../b.html', 'https://x/y.html', '.html', 5])(
  'a page at %j is refused with its tool',
  async (ui) => {
    const bad = definePlugin({ id: 'acme', tools: [tool('show_report', ui as string)] });
    const { quarantined } = await loadPlugins([{ plugin: bad, options: {} }], {
      folder: '/',
      startMs: 1_000,
    });
    expect(quarantined[0]?.problem.message).toContain('has a `ui` that is no');
  },
);

it('two plugins cannot have the same page', async () => {
  const other = definePlugin({
    id: 'acme',
    tools: [{ ...tool('show_other', 'report.html'), group: { name: 'others', title: 'Others' } }],
  });
  const both = [plugin, other].map((each) => ({ plugin: each, options: {} }));
  const { quarantined } = buildRegistry(await loadPlugins(both, { folder: '/', startMs: 1_000 }));
  expect(quarantined[0]?.problem.message).toContain('ui://acme/report.html');
});
