import { describe, expect, it } from '@jest/globals';
import { CONFIG, loadedPlugin } from '../../../test/support/host/runtime.js';
import { definitions } from '../../../test/support/plugins/first-party.js';
import { buildRegistry } from '../registry/registry.js';
import { select } from '../selection/selection.js';
import { LONGEST_INSTRUCTIONS, withinBudget } from './budget.js';
import { instructions } from './instructions.js';

// Each plugin has the name of its package, because its group is reserved for that.
const loaded = (await definitions()).map((plugin) =>
  loadedPlugin(plugin, { source: `@kestra-mcp/plugin-${plugin.id}`, file: `/${plugin.id}/index.js` }),
);
const first = buildRegistry({ loaded, quarantined: [] });
const names = [...new Set([...first.tools.values()].map(({ manifest }) => manifest.group))];

it('there are groups', () => {
  expect(names).toEqual(expect.arrayContaining(['ee', 'files', 'kv']));
});

describe('the instructions', () => {
  it.each([
    {},
    { enable: ['*'] },
    { enable: ['*'], readOnly: true },
    { only: ['ee'], enable: ['*'] },
    ...names.map((name) => ({ enable: ['*'], disable: [name] })),
    ...names.map((name) => ({ enable: ['*'], only: [name], readOnly: true })),
  ])('of our own tools keep within the budget, nothing cut, for %j', (config) => {
    for (const edition of [undefined, 'OSS', 'EE'] as const) {
      const selection = select(first, { ...CONFIG.tools, ...config }, {}, edition);
      const said = instructions(selection, true);
      expect(said.length).toBeLessThanOrEqual(LONGEST_INSTRUCTIONS);
      expect(withinBudget(said)).toBe(said);
    }
  });

  it('have the longest lines cut where plugins say more than is read', () => {
    const said = ['General.', 'A: short.', `B: ${'word '.repeat(400)}`, `C: ${'😀'.repeat(2_000)}`].join(
      '\n',
    );
    const [general, a, b = '', c = '', ...more] = withinBudget(said).split('\n');
    expect([general, a, more]).toEqual(['General.', 'A: short.', []]);
    expect(b).toMatch(/word…$/);
    expect(b.length).toBeGreaterThan(900);
    expect(c).toMatch(/^C: (😀)+…$/u);
    expect(withinBudget(said).length).toBeLessThanOrEqual(LONGEST_INSTRUCTIONS);
  });

  it('say that there is more, where there are more groups than lines', () => {
    const said = [
      'General.',
      ...Array.from({ length: 500 }, (_, n) => `G${n}: ${'what it is for '.repeat(9)}`),
    ];
    const short = withinBudget(said.join('\n'));
    expect(short.length).toBeLessThanOrEqual(LONGEST_INSTRUCTIONS);
    expect(short).toMatch(/^General\.\nG0: what it is for.*\n(.*\n)*The tool list has more groups\.$/);
  });
});
