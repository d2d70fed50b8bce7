import { describe, expect, it } from '@jest/globals';
import { runHost } from '../../support/host/raw.js';
import { temporaryFolder } from '../../support/temporary.js';

const SECRET = 'x7Kp2qLm/98+b';
const FORMS = [
  SECRET,
  encodeURIComponent(SECRET),
  Buffer.from(SECRET).toString('base64'),
  Buffer.from(SECRET).toString('hex'),
];
const CODED =
  "[t, encodeURIComponent(t), Buffer.from(t).toString('base64'), Buffer.from(t).toString('hex')].join(' ')";

/** A folder with a plugin that gets the secret in a secret option, and runs this code with it. */
function folder(
  body: string,
  options = 'z.strictObject({ key: z.string().meta({ secret: true }).nullable() })',
) {
  return temporaryFolder({
    'plugin.mjs': `
      import { definePlugin, defineTool } from '@kestra-mcp/core';
      import * as z from 'zod';
      const all = (t) => ${CODED};
      export default definePlugin({ id: 'leaky', options: ${options}, ${body} });`,
    'kestra-mcp.config.json': JSON.stringify({
      plugins: [['./plugin.mjs', { key: SECRET }]],
    }),
  });
}

const TOOL = `
  tools: [defineTool({
    name: 'leak_key', group: { name: 'leaky', title: 'Leaky' }, description: 'Leaks.', effect: 'read',
    input: z.strictObject({}), output: z.object({ said: z.string() }),
    handler: (_, { options }) => ({ said: all(options.key) }),
  })]`;
const config = (cwd: string) => ['--config', `${cwd}/kestra-mcp.config.json`];

function expectMasked(text: string): void {
  expect(text).toContain('***masked by kestra-mcp***');
  for (const form of FORMS) expect(text).not.toContain(form);
}

describe('what fails before all is put together', () => {
  it.each([
    [
      'options that are refused',
      "z.strictObject({ key: z.union([z.int(), z.string().meta({ secret: true })]) }).superRefine(({ key }, c) => c.addIssue({ code: 'custom', message: all(String(key)) }))",
    ],
    [
      'an option that is refused',
      'z.strictObject({ key: z.string().meta({ secret: true }).refine(() => false, { error: ({ input }) => all(String(input)) }) })',
    ],
    [
      'a transform that throws',
      'z.strictObject({ key: z.string().meta({ secret: true }).transform((key) => { throw new Error(all(key)); }) })',
    ],
  ])(
    'is masked: %s',
    async (_, options) => {
      const cwd = folder(TOOL, options);
      for (const command of [['list'], ['doctor'], ['list', '--strict'], ['doctor', '--json']]) {
        const { stdout, stderr } = await runHost({ args: [...command, ...config(cwd)], cwd });
        expectMasked(stdout + stderr);
      }
    },
    120_000,
  );

  it('is masked: a token of a file that is passed over, in an error of another', async () => {
    const cwd = temporaryFolder({
      'kestra-mcp.config.mjs': `throw new Error('It says ' + ${CODED.replaceAll('t)', `'${SECRET}')`).replace('[t,', `['${SECRET}',`)});`,
    });
    const env = { KESTRA_API_TOKEN: SECRET };
    const { code, stderr } = await runHost({
      args: ['list', '--config', `${cwd}/kestra-mcp.config.mjs`],
      cwd,
      env,
    });
    expect(code).toBe(2);
    expectMasked(stderr);
  });
});

it.each([
  ['an onInit that fails', 'onInit({ options }) { throw new Error(all(options.key)); }'],
  [
    'what is thrown beside it',
    'onInit({ options }) { setTimeout(() => { throw new Error(all(options.key)); }); }',
  ],
  [
    'what is printed',
    'onInit({ options }) { console.log(all(options.key)); process.stdout.write(Buffer.from(all(options.key))); }',
  ],
  [
    'what is printed beside us',
    'onInit({ options }) { console.error(all(options.key)); process.stderr.write(Buffer.from(all(options.key))); }',
  ],
  ['what is logged', 'onInit({ options, log }) { log.error(all(options.key)); }'],
])(
  '%s is masked',
  async (_, hook) => {
    const cwd = folder(`${hook}, ${TOOL}`);
    for (const command of [['doctor'], ['list', '--strict']]) {
      const { stdout, stderr } = await runHost({ args: [...command, ...config(cwd)], cwd });
      expectMasked(stdout + stderr);
    }
  },
  120_000,
);
