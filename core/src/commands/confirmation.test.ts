import { expect, it } from '@jest/globals';
import { CONFIG } from '../../../test/support/host/runtime.js';
import { CONFIRM_POLICIES, type ToolsConfig } from '../config/config.js';
import { parseConfirm } from '../config/layers/confirm-rules.js';
import { confirmation } from './confirmation.js';

const told = (tools: Partial<ToolsConfig>) =>
  confirmation({ ...CONFIG, tools: { ...CONFIG.tools, ...tools } }).map(({ detail }) => detail);
const layer = (text: string, origin: string) => ({ rules: parseConfirm(text), origin, trusted: true });

it.each(CONFIRM_POLICIES)('says what %s is worth, and who says it', (policy) => {
  const [detail] = told({ confirm: [layer(policy, '--confirm')] });
  expect(detail).toMatch(new RegExp(`^${policy} \\(--confirm\\): .{40}`));
});

it('says what holds where nobody says anything, and that a client may accept by itself', () => {
  expect(told({})).toEqual([expect.stringMatching(/^auto \(default\): .* A client may answer by itself/)]);
});

it('names each rule, and that the strictest counts', () => {
  const [detail = ''] = told({ confirm: [layer('kv=never', 'FILE'), layer('always', 'ENV')] });
  expect(detail.split('\n').map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
    'always (ENV): the user confirms each time, and the call is refused if the client cannot show a form. A client may answer by itself',
    'kv: never (FILE)',
    'If several rules match a call, the strictest one applies.',
  ]);
});

it('says nothing where nothing can be lost', () => {
  expect(told({ readOnly: true })).toEqual([]);
});
