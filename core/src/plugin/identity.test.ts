import { expect, it } from '@jest/globals';
import { describeError } from '../errors.js';
import { asPlugin, currentPlugin, nameOf, problemOf } from './identity.js';

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
