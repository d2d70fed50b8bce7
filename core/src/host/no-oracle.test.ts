import { expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { hostWith } from '../../../test/support/host/host-with.js';
import { CONTEXT } from '../../../test/support/host/runtime.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { InputError } from '../foundation/errors.js';
import { definePlugin, defineTool } from '../plugin/author/define.js';
import { MASK } from '../response/redact.js';

jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
const kestra = useKestra();
const PASSWORD = 'Summer2024!';
const header = (password: string) => Buffer.from(`ada:${password}`).toString('base64');

/** Returns its argument, or fails with it. `known` is a value that only the server has. */
const echo = defineTool({
  ...{ group: { name: 'echo', title: 'Echo' }, name: 'echo', description: 'D.', effect: 'read' },
  ...{ input: z.strictObject({ text: z.string(), fails: z.boolean() }), output: z.looseObject({}) },
  handler: ({ text, fails }) => {
    if (fails) throw new InputError(`"${text}" is not known.`, { hint: `Not ${'Summer'}2024!` });
    return { text };
  },
});

async function said(text: string, fails: boolean): Promise<string> {
  const auth = { kind: 'basic', username: 'ada', password: PASSWORD } as const;
  const kestraConfig = { ...kestra.settings('2.0'), auth };
  const host = await hostWith(kestra, { kestra: kestraConfig }, [
    definePlugin({ id: 'echo', tools: [echo] }),
  ]);
  const { content } = await host.call('echo', { text, fails }, CONTEXT);
  await host.close();
  return content[0]?.text ?? '';
}

it('an answer does not tell a right guess from a wrong one', async () => {
  for (const guess of [PASSWORD, 'Summer2025!', 'letmein99'])
    for (const text of [guess, header(guess), encodeURIComponent(guess)]) {
      expect(JSON.parse(await said(text, false))).toEqual({ text });
      expect(await said(text, true)).toContain(`"${text}" is not known.`);
    }
});

it('an error that says the password by itself is masked', async () => {
  expect(await said('x', true)).toBe(`"x" is not known.\nNot ${MASK}`);
});
