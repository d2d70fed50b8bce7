import { beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIG } from '../../../test/support/host/runtime.js';
import { registryOf, reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { Config, FurtherList, ToolsConfig } from '../config/config.js';
import type { Registry } from '../registry/registry.js';
import { withKnownLists } from './narrowed.js';
import { select } from './selection.js';

let registry: Registry;
beforeAll(async () => {
  registry = await registryOf(thingsPlugin, reportsPlugin);
});

const list = (kind: FurtherList['list'], names: string[], trusted = true): FurtherList => ({
  list: kind,
  names,
  origin: trusted ? '/u.json' : '/f.json',
  trusted,
});
const config = (tools: Partial<ToolsConfig>): Config => ({
  ...CONFIG,
  tools: { ...CONFIG.tools, ...tools },
  origins: { 'tools.only': '--only' },
  untrusted: { folder: '/', changed: false, left: [] },
});
const known = (tools: Partial<ToolsConfig>) => {
  const { tools: found, untrusted } = withKnownLists(config(tools), registry);
  return { further: found.further, left: untrusted?.left };
};

describe('lists of other layers', () => {
  it('each narrow by themselves, and say who they are of', () => {
    const further = [list('only', ['manage_thing:get', 'get_thing']), list('disable', ['get_thing'])];
    const { tools } = select(registry, { ...CONFIG.tools, enable: ['*'], only: ['things'], further });
    const on = [...tools.values()].filter(({ enabled }) => enabled);
    expect(
      on.map(({ tool, actions }) => [
        tool.manifest.name,
        actions.filter((each) => each.enabled).map(({ name }) => name),
      ]),
    ).toEqual([['manage_thing', ['get']]]);
    expect(tools.get('get_thing')?.reason).toMatch(/^(not named in|disabled by) \/u\.json/);
  });

  it('of trusted layers that have nothing in common stop the start, and both are named', () => {
    expect(() => known({ only: ['get_thing'], further: [list('only', ['reports'])] })).toThrow(
      'No tool is in all of these `only` lists: --only and /u.json.',
    );
  });

  it('of a folder that is not trusted are left where they would leave nothing, and stop nothing', () => {
    const theirs = list('only', ['reports'], false);
    expect(known({ only: ['get_thing'], further: [theirs] })).toEqual({
      further: [],
      left: [{ file: '/f.json', what: 'tools.only' }],
    });
    expect(known({ further: [theirs] })).toEqual({ further: [theirs], left: [] });
  });

  it('lose the names that nothing has where nobody trusts them', () => {
    expect(
      known({
        further: [list('disable', ['things', 'thngs', 'a:b:c'], false), list('only', ['nothing'], false)],
      }),
    ).toEqual({
      further: [list('disable', ['things'], false)],
      left: [
        { file: '/f.json', what: 'unknown names in tools.disable' },
        { file: '/f.json', what: 'tools.only' },
      ],
    });
  });
});
