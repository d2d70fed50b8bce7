import { expect, it } from '@jest/globals';
import { describeError } from '../../foundation/errors.js';
import { asPlugin, culpritOf, currentPlugin, nameOf, problemOf } from './identity.js';

const ONE = { source: '@acme/one', version: '1.2.3', file: '/one/index.js' };
const TWO = { source: 'two', version: 'inline', file: '/kestra-mcp.config.ts' };

it('a plugin is named by package, version and file', () => {
  expect(nameOf(ONE)).toBe('@acme/one 1.2.3 (/one/index.js)');
  const problem = problemOf(TWO, 'is broken.', { details: ['a'], hint: 'Mend it.' });
  expect(problem.code).toBe('KMCP_PLUGIN');
  expect(describeError(problem)).toBe(
    'The plugin two inline (/kestra-mcp.config.ts) is broken.\n- a\nMend it.',
  );
});

it('what a plugin runs and starts is known to be its own, and nothing else is', async () => {
  const timers: unknown[] = [];
  const later = () => new Promise<void>((resolve) => setTimeout(resolve, 1));
  const given = await asPlugin(ONE, async () => {
    setTimeout(() => timers.push(currentPlugin()), 1);
    await asPlugin(TWO, async () => {
      await later();
      expect(currentPlugin()).toBe(TWO);
    });
    await later();
    return currentPlugin();
  });
  await later();
  expect(given).toBe(ONE);
  expect(timers).toEqual([ONE]);
  expect(currentPlugin()).toBeUndefined();
  expect(() =>
    asPlugin(ONE, () => {
      throw new Error('boom');
    }),
  ).toThrow('boom');
  expect(currentPlugin()).toBeUndefined();
});

it('what was thrown where no plugin runs is known by its stack', () => {
  const inner = { source: 'inner', version: '1.0.0', file: '/one/node_modules/inner/index.js' };
  for (const plugin of [ONE, inner]) asPlugin(plugin, () => undefined);
  const thrown = (...lines: string[]) => ({ stack: ['Error: x', ...lines].join('\n') });
  expect(culpritOf(thrown('at f (file:///one/index.js:3:4)'))).toBe(ONE);
  expect(culpritOf(thrown('at f (file:///one/lib/deep.js:3:4)'))).toBe(ONE);
  expect(culpritOf(thrown('at f (file:///one/node_modules/inner/lib.js:3:4)'))).toBe(inner);
  expect(culpritOf(thrown('at f (node:events:1:1)', 'at g (file:///one/index.js:1:1)'))).toBe(ONE);
  const trap = new Proxy({}, { get: () => 5 });
  for (const other of [
    thrown('at f (file:///two/index.js:1:1)'),
    { stack: 5 },
    'text',
    undefined,
    null,
    trap,
  ])
    expect(culpritOf(other)).toBeUndefined();
  const throwing = new Proxy(
    {},
    {
      get() {
        throw new Error('trap');
      },
    },
  );
  expect(culpritOf(throwing)).toBeUndefined();
});
