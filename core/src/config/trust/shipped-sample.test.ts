import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ROOT } from '../../../../test/support/paths.js';
import { isShippedSample } from './shipped-sample.js';

const NAME = 'kestra-mcp.config.ts';
const text = readFileSync(join(ROOT, NAME), 'utf8');

it('knows the sample of the repository as it is now, with whatever line ends git has given it', () => {
  expect(isShippedSample(`/clone/${NAME}`, text)).toBe(true);
  expect(isShippedSample(`/clone/${NAME}`, text.replaceAll('\n', '\r\n'))).toBe(true);
});

it('knows no other file', () => {
  expect(isShippedSample(`/clone/${NAME}`, `${text} `)).toBe(false);
  expect(isShippedSample('/clone/kestra-mcp.config.mts', text)).toBe(false);
});
