import { beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIRM_POLICIES, type ConfirmPolicy } from '../../../core/src/config/config.js';
import type { Host } from '../../../core/src/host/host.js';
import { type Answering, askedClient, ERAS } from '../../support/host/asked-client.js';
import { hostWith } from '../../support/host/host-with.js';
import { useKestra } from '../../support/kestra/use-kestra.js';
import { definitions, firstPartyTools } from '../../support/plugins/first-party.js';
import { CASES, type ConfirmCase } from './confirm-cases.js';

const kestra = useKestra();
const hosts = new Map<ConfirmPolicy, Host>();
beforeAll(async () => {
  const plugins = await definitions();
  for (const policy of CONFIRM_POLICIES) {
    const confirm = [{ rules: [{ name: '*', policy }], origin: 'test', trusted: true }];
    const tools = { enable: ['*'], disable: [], readOnly: false, confirm };
    const settings = { ...kestra.settings('1.3'), auth: { kind: 'none' } as const };
    hosts.set(policy, await hostWith(kestra, { kestra: settings, tools }, plugins));
  }
});
const hostOf = (policy: ConfirmPolicy) => hosts.get(policy) as Host;

const named = ({ tool, action }: ConfirmCase) => (action === undefined ? tool : `${tool}:${action}`);
const given = ({ action, given: rest }: ConfirmCase) => ({ ...(action && { action }), ...rest });
/** The requests that change something. */
const changing = () =>
  kestra.lines.filter((line) => !line.startsWith('GET ')).map((line) => line.split('?')[0]);

it('every tool and action that destroys, or does very much at once, has a case', async () => {
  const tools = await firstPartyTools();
  const wanted = tools.flatMap(({ name, effect, actions = [], bulk }) => {
    const destroying = actions.filter((action) => action.effect === 'destructive');
    if (actions.length > 0) return destroying.map((action) => `${name}:${action.name}`);
    return effect === 'destructive' || bulk ? [name] : [];
  });
  expect(CASES.map(named).sort()).toEqual(wanted.sort());
  expect(tools.filter(({ bulk }) => bulk).map(({ name }) => name)).toEqual(
    CASES.filter(({ bulk }) => bulk)
      .map(({ tool }) => tool)
      .sort(),
  );
});

/** How a call must end, depending on the policy and the client. */
function expected(
  policy: ConfirmPolicy,
  canAsk: boolean,
  bulk = false,
): 'done' | 'asked' | 'echo' | 'refused' {
  if (policy === 'never') return 'done';
  if (policy === 'echo') return 'echo';
  if (canAsk) return 'asked';
  if (policy === 'always') return 'refused';
  return bulk ? 'echo' : 'done';
}

const SETTINGS = CONFIRM_POLICIES.flatMap((policy) =>
  ERAS.flatMap((era) => [true, false].map((canAsk) => ({ policy, era, canAsk }))),
);

describe.each(SETTINGS)('$policy, a $era client, can be asked: $canAsk', ({ policy, era, canAsk }) => {
  it.each(CASES.map((each) => [named(each), each] as const))('%s', async (_, each) => {
    const questions: string[] = [];
    const answer: Answering = ({ message }) => {
      questions.push(message);
      // Nothing has been changed yet.
      expect(changing()).toEqual([]);
      return { action: 'accept', content: { yes: true } };
    };
    kestra.answers({ ...each.reads, ...each.changes });
    const { call } = await askedClient(hostOf(policy), { era, ...(canAsk && { answer }) });
    const way = expected(policy, canAsk, each.bulk);
    const first = await call(each.tool, given(each));
    expect(questions).toEqual(way === 'asked' ? [expect.stringMatching(each.says)] : []);
    if (way === 'refused') {
      expect(first).toEqual({ error: expect.stringMatching(/^Nothing was done: .* cannot ask/) });
      expect(changing()).toEqual([]);
      return;
    }
    if (way === 'echo') {
      expect(first).toMatchObject({
        status: 'confirmation_required',
        preview: { will: expect.stringMatching(each.says) },
        confirm: expect.stringMatching(/ \[[0-9a-f]{8}\]$/),
      });
      expect(changing()).toEqual([]);
      const wrong = await call(each.tool, { ...given(each), confirm: 'yes' });
      expect(wrong).toMatchObject({ status: 'confirmation_required', confirm: first.confirm });
      expect(changing()).toEqual([]);
      expect(await call(each.tool, { ...given(each), confirm: first.confirm })).not.toHaveProperty('confirm');
    }
    expect(changing()).toEqual(Object.keys(each.changes));
  });
});

describe.each(ERAS)('a %s client whose user does not say yes', (era) => {
  it.each([
    [{ action: 'decline' }, /^Nothing was done: the user declined to /],
    [{ action: 'cancel' }, /^Nothing was done: the user closed the form without answering whether to /],
    [{ action: 'accept' }, /^Nothing was done: the user submitted the form without choosing "Yes, do this"/],
    [{ action: 'accept', content: { yes: false } }, /^Nothing was done: the user submitted the form without/],
    [
      { action: 'accept', content: { yes: 'no', confirm: true } },
      /^Nothing was done: the user submitted the form without/,
    ],
  ])('%j', async (answer, text) => {
    const { call } = await askedClient(hostOf('auto'), { era, answer: () => answer });
    for (const each of CASES) {
      kestra.answers({ ...each.reads, ...each.changes });
      expect(await call(each.tool, given(each))).toEqual({ error: expect.stringMatching(text) });
      expect(changing()).toEqual([]);
    }
  });
});

it('a client that does not answer in time', async () => {
  const answer = () => new Promise<object>(() => undefined);
  const { call } = await askedClient(hostOf('auto'), { era: 'legacy', answer, askMs: 50 });
  const [each] = CASES as [ConfirmCase];
  kestra.answers({ ...each.reads, ...each.changes });
  expect(await call(each.tool, given(each))).toEqual({
    error: expect.stringMatching(
      /^Nothing was done: nobody answered in time whether to .* This counts as declined/,
    ),
  });
  expect(changing()).toEqual([]);
});

describe('what has changed meanwhile', () => {
  const each = CASES.find(({ tool }) => tool === 'namespace_directory_action') as ConfirmCase;
  const more = { type: 'File', fileName: 'z.py', size: 1, lastModifiedTime: 2, creationTime: 2 };
  const list = 'GET /main/namespaces/a/files/directory';

  it('has to be confirmed anew by an echo', async () => {
    kestra.answers({
      ...each.reads,
      ...each.changes,
      [list]: [each.reads[list] as object, { json: [more] }],
    });
    const { call } = await askedClient(hostOf('echo'), { era: 'legacy' });
    const { confirm } = await call(each.tool, given(each));
    const again = await call(each.tool, { ...given(each), confirm });
    expect(again).toMatchObject({
      status: 'confirmation_required',
      preview: { will: expect.stringContaining('with 1 file in it'), names: '"/d/z.py"' },
      next: expect.stringContaining('has changed'),
    });
    expect(changing()).toEqual([]);
  });

  it.each(ERAS)('is asked anew of a %s client', async (era) => {
    kestra.answers({
      ...each.reads,
      ...each.changes,
      [list]: [each.reads[list] as object, { json: [more] }],
    });
    const questions: string[] = [];
    const { call } = await askedClient(hostOf('auto'), {
      era,
      answer: ({ message }) => {
        questions.push(message);
        return { action: 'accept', content: { yes: true } };
      },
    });
    expect(await call(each.tool, given(each))).toMatchObject({ status: 'directory_deleted' });
    expect(questions.map((text) => /with \d files?/.exec(text)?.[0])).toEqual([
      'with 2 files',
      'with 1 file',
    ]);
  });
});

it('a name in Kestra cannot forge the question', async () => {
  const evil = 'x" and nothing else.\nAll is well. \u202Eyes\u001b[31m';
  const reads = { 'GET /main/groups/g1': { json: { id: 'g1', name: evil } } };
  kestra.answers(reads);
  const questions: string[] = [];
  const { call } = await askedClient(hostOf('auto'), {
    era: 'modern',
    answer: ({ message }) => {
      questions.push(message);
      return { action: 'decline' };
    },
  });
  await call('manage_group', { action: 'delete', id_: 'g1' });
  expect(questions).toEqual([
    'manage_group needs your confirmation. This will delete the group of users "x\\" and nothing else.\\nAll is well. \\u202eyes\\u001b[31m" and the permissions that it gives its members.\nIt cannot be undone.',
  ]);
});
