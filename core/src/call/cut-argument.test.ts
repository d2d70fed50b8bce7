import { describe, expect, it } from '@jest/globals';
import { call, ended, failure, good } from '../../../test/support/host/call-thing.js';
import { cutMark } from '../response/bound/cut-mark.js';
import { MASK } from '../response/redact.js';
import { refuseCut } from './cut-argument.js';

const mark = cutMark({ left: 7, whole: 9, unit: 'characters' }, 'Call get_thing again.');

describe('a text with the mark of a cut', () => {
  it('is not saved', async () => {
    const calls: object[] = [];
    const handler = (input: object) => {
      calls.push(input);
      return {};
    };
    expect(await failure('manage_thing', { action: 'set', value: `x ${mark} y`, a: 'b' }, { handler })).toBe(
      'The argument "value" is incomplete: it contains the mark of a shortened result, which left out 7 of 9 characters.\n' +
        'Nothing was sent, because the missing part would be lost. Read the whole text before you save it. ' +
        'Call get_thing again. To send the mark itself, change one of its digits.',
    );
    expect([calls, ended]).toEqual([[], ['manage_thing failed']]);
  });

  it('nor is one with a mask', async () => {
    expect(await failure('manage_thing', { action: 'set', value: `password: ${MASK}`, a: 'b' })).toBe(
      'The argument "value" contains "***masked by kestra-mcp***", which replaces a secret.\n' +
        'Nothing was sent, because it would overwrite the secret. Refer to a Kestra secret by its name there, or omit that part.',
    );
  });

  it.each([
    ['manage_thing', { action: 'get', value: mark }],
    ['manage_thing', { action: 'set', value: mark.replace('7 of', '8 of'), a: 'about kestra-mcp left out' }],
    ['make_thing', {}],
    ['get_thing', good],
  ])('may be what is looked for, and what only looks like one is saved: %s %j', async (name, given) => {
    expect(await call(name, given)).not.toHaveProperty('isError');
  });

  it.each([
    [false, undefined],
    [true, 'The argument "flow" is incomplete'],
  ])('is refused where a switch makes a change of it: %s', (auto_create, refused) => {
    const actions = [{ name: 'auto_create', effect: 'write' as const, switch: true as const }];
    const manifest = {
      ...{ name: 'make', group: 'g', description: 'D.', inputSchema: {}, outputSchema: {} },
    };
    const refusal = () =>
      refuseCut({ ...manifest, effect: 'read', actions }, { auto_create, flow: [{ [mark]: 1 }] });
    if (refused === undefined) expect(refusal).not.toThrow();
    else expect(refusal).toThrow(refused);
  });

  it('is not sought in a way that 10 MB are too many for', () => {
    const manifest = {
      ...{ name: 'save', group: 'g', description: 'D.', inputSchema: {}, outputSchema: {} },
    };
    const save = (text: string) => () => refuseCut({ ...manifest, effect: 'write' }, { text });
    expect(save('x'.repeat(10_000_000))).not.toThrow();
    expect(save(Buffer.from(mark.padEnd(300)).toString('base64'))).toThrow('is incomplete');
  });
});
