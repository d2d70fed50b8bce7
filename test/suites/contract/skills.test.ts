import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { checkPlugin } from '@kestra-mcp/testing';
import { KNOWN_TOOLS } from '../../../core/src/plugin/load/known.js';
import { definitions, firstPartyTools, parametersOf } from '../../support/plugins/first-party.js';

/** Maximum size of a skill in bytes, because what a client has read stays in the conversation. */
const LARGEST = 6_000;

const plugins = (await definitions()).filter(({ skills = [] }) => skills.length > 0);
const texts = plugins.flatMap(({ skills = [] }) =>
  skills.map(({ folder }) => readFileSync(join(fileURLToPath(folder), 'SKILL.md'), 'utf8')),
);
const tools = await firstPartyTools();
/** Names with an underscore that a text may contain as code. */
const NAMES = new Set([
  ...Object.values(KNOWN_TOOLS).flat(),
  ...tools.flatMap((tool) => [tool.name, ...Object.keys(parametersOf(tool))]),
  ...tools.flatMap(({ actions = [] }) => actions.map(({ name }) => name)),
]);

it('are there for writing, migrating and diagnosing, and keep the contract', () => {
  expect(texts.map((text) => /^name: (.*)$/m.exec(text)?.[1])).toEqual([
    'write-kestra-flow',
    'migrate-flows-to-kestra-2',
    'diagnose-kestra-execution',
  ]);
  for (const plugin of plugins)
    expect(checkPlugin(plugin as never).filter((what) => what.includes('skill'))).toEqual([]);
  for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LARGEST);
});

it('name tools, actions and arguments that there are', () => {
  const unknown = texts.flatMap((text) =>
    [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) =>
      (code.includes('{{') ? [] : (code.match(/[a-z]+(?:_[a-z]+)+/g) ?? [])).filter(
        (name) => !NAMES.has(name),
      ),
    ),
  );
  expect(unknown).toEqual([]);
});
