import { describe, expect, it } from '@jest/globals';
import { enabled, entry, reloadable, runPlugin, tools } from '../../../test/support/host/reloadable.js';
import { reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import { temporaryFolder } from '../../../test/support/temporary.js';

/** A plugin without a manifest, whose code takes longer to import than that of all others. */
const slow = () =>
  temporaryFolder({
    'package.json': JSON.stringify({ name: '@acme/slow', version: '1.0.0', type: 'module' }),
    'index.js': `
      import { definePlugin, defineResource } from '@kestra-mcp/core';
      await new Promise((resolve) => setTimeout(resolve, 200));
      const group = { name: 'group_slow', title: 'G' };
      const named = (name) =>
        defineResource({ group, name, uri: 'slow://' + name, description: 'D.', handler: () => name });
      export default definePlugin({ id: 'slow', resources: [named('slow_z'), named('slow_a')] });`,
  });

const THINGS = ['get_thing', 'manage_thing', 'generate_flow', 'delete_thing_logs'];

describe('the order of lists', () => {
  it('is that of the configuration and of the declarations, however long a plugin takes to load', async () => {
    const { host } = await reloadable({
      plugins: [entry(slow()), entry(runPlugin('quick')), entry(reportsPlugin), entry(thingsPlugin)],
    });
    expect(host.registry.quarantined).toEqual([]);
    expect(enabled(host)).toEqual(['run_quick', ...THINGS]);
    const resources = ['slow_z', 'slow_a', 'report', 'flow_report', 'app_report'];
    expect([...host.selection().resources.keys()]).toEqual(resources);
  });

  it('stays when the edition is learnt, and when something goes and comes back', async () => {
    const plugins = [entry(thingsPlugin), entry(reportsPlugin), entry(runPlugin('last'))];
    const { host, reload } = await reloadable({ plugins, ...tools({ enable: ['search_apps'] }) });
    const all = [...THINGS, 'search_apps', 'run_last'];
    expect(enabled(host)).toEqual(all);
    await reload({ plugins, ...tools({ enable: ['search_apps'], disable: ['get_thing', 'generate_flow'] }) });
    expect(enabled(host)).toEqual(['manage_thing', 'delete_thing_logs', 'search_apps', 'run_last']);
    await reload({ plugins, ...tools({ enable: ['search_apps'] }) });
    expect(enabled(host)).toEqual(all);
    const orderOf = () => [...host.selection().resources.keys(), ...host.selection().prompts.keys()];
    expect(orderOf()).toEqual(['report', 'flow_report', 'app_report', 'explain_run', 'greet']);
  });

  it('is the new one where the configuration has another', async () => {
    const [a, b] = [entry(runPlugin('a')), entry(runPlugin('b'))];
    const { host, reload } = await reloadable({ plugins: [a, b] });
    await reload({ plugins: [b, entry(thingsPlugin), a] });
    expect(enabled(host)).toEqual(['run_b', ...THINGS, 'run_a']);
  });
});
