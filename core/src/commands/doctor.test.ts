import { describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { ALL_OFF, askingPlugin, hostWith } from '../../../test/support/host/host-with.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { thingsPlugin } from '../../../test/support/plugins/things.js';
import { temporaryFolder } from '../../../test/support/temporary.js';
import type { Config } from '../config/config.js';
import { definePlugin, defineTool, type PluginOptions } from '../plugin/author/define.js';
import { doctor } from './doctor.js';
import { printFindings, verdict } from './findings.js';

const kestra = useKestra();
jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
const host = (config: Partial<Config> = {}, ...plugins: object[]) => hostWith(kestra, config, plugins);

describe('doctor', () => {
  const good = { 'GET /configs': { json: { version: '1.3.31', edition: 'OSS' } } };

  it('finds a good host healthy, and prints no secret', async () => {
    kestra.answers({ ...good, 'GET /main/flows/search': { json: { results: [], total: 7 } } });
    const { findings, healthy } = await doctor(await host({}, thingsPlugin));
    const text = printFindings(findings);
    expect(healthy).toBe(true);
    expect(text).toContain('ok    Kestra: 1.3.31, OSS');
    expect(text).toContain('ok    access: the credentials work; 7 flows in tenant main');
    expect(text).toContain('ok    credentials: user name ann, password *** (default)');
    expect(text).not.toContain('hunter2');
    expect(verdict(findings)).toBe(`Healthy: ${findings.length} ok.`);
  });

  it.each([
    ['1.3', 'ok    forced version: 1.3 ('],
    ['1', 'ok    forced version: 1 ('],
    ['1.2', 'warn  forced version: 1.2 (default), but Kestra is 1.3.31.'],
    ['9', 'warn  forced version: 9 (default), but Kestra is 1.3.31.'],
  ])('compares the forced version %s to that of Kestra', async (version, line) => {
    kestra.answers({ ...good, 'GET /main/flows/search': { json: { results: [] } } });
    const { config } = await host({}, thingsPlugin);
    const forced = { kestra: { ...config.kestra, version } };
    const { findings, healthy } = await doctor(await host(forced, thingsPlugin));
    expect(printFindings(findings)).toContain(line);
    expect(healthy).toBe(true);
  });

  it('begins with what is wrong, and says in a line what is off for one reason', async () => {
    kestra.answers({ ...good, 'GET /main/flows/search': { status: 401 } });
    const config = { tools: { ...ALL_OFF, disable: ['manage_thing'] }, warnings: ['Something is odd.'] };
    const { findings, healthy } = await doctor(await host(config, thingsPlugin, { id: 'x' }));
    expect(healthy).toBe(false);
    const lines = printFindings(findings)
      .split('\n')
      .filter((line) => /^\S/.test(line) || line === '');
    expect(lines.map((line) => line.slice(0, 4))).toEqual([
      ...['FAIL', 'FAIL', 'warn', ''],
      ...findings.slice(3).map(() => 'ok  '),
    ]);
    expect(lines[0]).toContain('access');
    expect(printFindings(findings)).toMatch(
      /^ok {4}tools: 3 of 5 enabled\n {6}search_apps: off, requires Enterprise Edition, but the instance is Kestra OSS\n {6}manage_thing: off, disabled by ENV: manage_thing$/m,
    );
    expect(verdict(findings)).toBe(`Not healthy: 2 problems, 1 warning, ${findings.length - 3} ok.`);
  });

  it('names a group that is off as a whole by its name', async () => {
    kestra.answers({ ...good, 'GET /main/flows/search': { json: { results: [] } } });
    const config = { tools: { ...ALL_OFF, disable: ['things'] } };
    const { findings } = await doctor(await host(config, thingsPlugin));
    expect(findings.at(-1)?.detail).toContain('things (3 tools): off, disabled by ENV: things');
  });

  it('says of what is off by default how it is turned on', async () => {
    kestra.answers({ ...good, 'GET /main/flows/search': { json: { results: [] } } });
    const rare = defineTool({
      ...{ group: { name: 'rare', title: 'Rare' }, name: 'see_rare', description: 'Sees.', effect: 'read' },
      ...{ optIn: true, input: z.strictObject({}), output: z.looseObject({}), handler: () => ({}) },
    });
    const { findings } = await doctor(await host({}, definePlugin({ id: 'rare', tools: [rare] })));
    expect(findings.at(-1)?.detail).toContain(
      'see_rare: off by default (enable with --enable or tools.enable)',
    );
  });

  it.each<[string, Parameters<typeof kestra.answers>[0], object[], string]>([
    [
      'wrong credentials',
      { ...good, 'GET /main/flows/search': { status: 401 } },
      [thingsPlugin],
      'FAIL  access: Kestra answered 401',
    ],
    ['no Kestra', { 'GET /configs': { status: 500 } }, [thingsPlugin], 'FAIL  Kestra: Kestra answered 500'],
    [
      'a broken plugin',
      good,
      [thingsPlugin, { id: 'x' }],
      'FAIL  plugin inline plugin: plugins[1] of /config.ts is an object',
    ],
    ['no tool', good, [], 'FAIL  tools: 0 of 0 enabled'],
  ])('finds %s', async (_, answers, plugins, line) => {
    kestra.answers({ 'GET /main/flows/search': { json: { results: [] } }, ...answers });
    const { findings, healthy } = await doctor(await host({}, ...plugins));
    expect(healthy).toBe(false);
    expect(printFindings(findings)).toContain(line);
  });

  const found = async (...given: Parameters<typeof host>) => {
    kestra.answers({ ...good, 'GET /main/flows/search': { json: { results: [] } } });
    const { findings, healthy } = await doctor(await host(...given));
    const about = findings.filter(({ check }) => check.startsWith('plugin'));
    return { healthy, text: printFindings(about) };
  };

  it('starts what is on, as a first call would', async () => {
    const onInit: PluginOptions['onInit'] = () => Promise.reject(new Error('no database'));
    const plugin = { ...askingPlugin, onInit };
    expect(await found({}, plugin)).toEqual({
      healthy: false,
      text:
        'FAIL  plugin asking: The plugin asking inline (/config.ts) failed in onInit: no database\n' +
        '      Fix the plugin, report this to its author, or remove it from `plugins`.\n\n' +
        'ok    plugins: asking inline',
    });
    const config = { tools: { ...ALL_OFF, disable: ['asking'] } };
    expect(await found(config, plugin, thingsPlugin)).toEqual({
      ...{ healthy: true, text: 'ok    plugins: asking inline, things inline' },
    });
  });

  it('tells of what a plugin does wrong after its start', async () => {
    kestra.answers({ ...good, 'GET /main/flows/search': { json: { results: [] } } });
    const started = await host({}, askingPlugin);
    setTimeout(() => started.fault('The plugin asking threw an error outside of any call.'), 5);
    const { findings, healthy } = await doctor(started);
    expect(healthy).toBe(false);
    expect(printFindings(findings)).toContain(
      'FAIL  plugin: The plugin asking threw an error outside of any call.',
    );
  });

  it('warns of arguments that not every client takes', async () => {
    const tool = defineTool({
      ...{ group: { name: 'g', title: 'G' }, name: 'wait_until', description: 'Waits.', effect: 'read' },
      input: z.strictObject({ at: z.union([z.string(), z.array(z.string())]).describe('When') }),
      output: z.looseObject({}),
      handler: () => ({}),
    });
    const { healthy, text } = await found({}, definePlugin({ id: 'p', tools: [tool] }));
    expect(healthy).toBe(true);
    expect(text).toContain('warn  plugin p: Some clients reject');
    expect(text).toContain('wait_until: "at" has "anyOf"');
  });

  it('warns of a manifest that is missing, and of one that lies', async () => {
    const code = (description: string) => `
      import { definePlugin, definePrompt } from '@kestra-mcp/core';
      const prompt = { group: { name: 'g', title: 'G' }, name: 'greet', description: '${description}' };
      export default definePlugin({ id: 'p', prompts: [definePrompt({ ...prompt, handler: () => '' })] });`;
    const manifest = {
      ...{ apiVersion: 1, id: 'p', version: '1.0.0', groups: [{ name: 'g', title: 'G' }] },
      ...{ tools: [], resources: [] },
      prompts: [{ name: 'greet', group: 'g', description: 'Greets.', arguments: [] }],
    };
    const folder = (description: string, ...manifests: object[]) =>
      temporaryFolder({
        'package.json': JSON.stringify({
          ...{ name: '@acme/p', version: '1.0.0', type: 'module', main: 'index.mjs' },
          kestraMcp: { apiVersion: 1, manifest: './m.json' },
        }),
        'index.mjs': code(description),
        ...Object.fromEntries(manifests.map((content) => ['m.json', JSON.stringify(content)])),
      });
    const about = async (path: string) => {
      const { healthy, text } = await found({ plugins: [{ plugin: path, options: {} }] });
      return { healthy: healthy || text, text: text.replaceAll(path, 'FOLDER').split('\n').slice(0, -2) };
    };
    expect(await about(folder('Greets.', manifest))).toEqual({ healthy: true, text: [] });
    expect(await about(folder('Other.', manifest))).toEqual({
      healthy: true,
      text: [
        'warn  plugin @acme/p: The manifest of @acme/p does not match its code.',
        '      Regenerate it: kestra-mcp manifest <folder of the plugin>',
      ],
    });
    expect(await about(folder('Greets.'))).toEqual({
      healthy: true,
      text: [
        'warn  plugin @acme/p: The plugin @acme/p 1.0.0 (FOLDER/index.mjs) has no manifest at FOLDER/m.json, so every start imports its code.',
        '      Create it with: kestra-mcp manifest FOLDER',
      ],
    });
  });
});
