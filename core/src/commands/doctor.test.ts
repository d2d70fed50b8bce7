import { describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { ALL_OFF, askingPlugin, hostWith } from '../../../test/support/host/host-with.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { thingsPlugin } from '../../../test/support/plugins/things.js';
import { temporaryFolder } from '../../../test/support/temporary.js';
import type { Config } from '../config/config.js';
import { definePlugin, defineTool, type PluginOptions } from '../plugin/author/define.js';
import { doctor, printFindings } from './doctor.js';

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
        'ok    plugins: asking inline\n' +
        'FAIL  plugin asking: The plugin asking inline (/config.ts) failed in onInit: no database\n' +
        '      Mend the plugin, tell its author, or take it out of `plugins`.',
    });
    const config = { tools: { ...ALL_OFF, disable: ['asking'] } };
    expect(await found(config, plugin, thingsPlugin)).toEqual({
      ...{ healthy: true, text: 'ok    plugins: asking inline, things inline' },
    });
  });

  it('tells of what a plugin does wrong after its start', async () => {
    kestra.answers({ ...good, 'GET /main/flows/search': { json: { results: [] } } });
    const started = await host({}, askingPlugin);
    setTimeout(() => started.fault('The plugin asking threw outside of any call.'), 5);
    const { findings, healthy } = await doctor(started);
    expect(healthy).toBe(false);
    expect(printFindings(findings)).toContain('FAIL  plugin: The plugin asking threw outside of any call.');
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
    expect(text).toContain('warn  plugin p: Some clients refuse');
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
      return { healthy: healthy || text, text: text.replaceAll(path, 'FOLDER').split('\n').slice(1) };
    };
    expect(await about(folder('Greets.', manifest))).toEqual({ healthy: true, text: [] });
    expect(await about(folder('Other.', manifest))).toEqual({
      healthy: true,
      text: [
        'warn  plugin @acme/p: The manifest of @acme/p is not what its code says.',
        '      Write it again: kestra-mcp manifest <folder of the plugin>',
      ],
    });
    expect(await about(folder('Greets.'))).toEqual({
      healthy: true,
      text: [
        'warn  plugin @acme/p: The plugin @acme/p 1.0.0 (FOLDER/index.mjs) has no manifest at FOLDER/m.json: its code is imported at every start.',
        '      Write it with: kestra-mcp manifest FOLDER',
      ],
    });
  });
});
