import { describe, expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';

const kestra = useKestra();
const client = (version = '1.3') =>
  new KestraClient(kestra.settings(version), { namespaces: ['company', 'shared'] });
const NOTHING =
  "found nothing in this server's fixed namespaces.\nAllowed: company, shared (and the namespaces below them).";

const refusal = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'no error', describeError);
const execution = (id: string, namespace: string) => ({
  id,
  namespace,
  flowId: 'f',
  state: { current: 'PAUSED' },
});

describe('an execution', () => {
  it('is read in one request, and held by its answer', async () => {
    kestra.answers({
      'GET /main/executions/in': { json: execution('in', 'company.team') },
      'GET /main/executions/out': { json: execution('out', 'other') },
    });
    expect(await client().executions.peek('in')).toEqual(execution('in', 'company.team'));
    expect(await refusal(client().executions.peek('out'))).toBe(`GET /main/executions/out ${NOTHING}`);
    expect(kestra.lines).toEqual(['GET /main/executions/in', 'GET /main/executions/out']);
  });

  it('outside is not told from one that does not exist', async () => {
    for (const answer of [
      { json: execution('e', 'other') },
      { status: 404, json: { message: 'Not Found: e' } },
    ]) {
      kestra.answers({ 'GET /main/executions/e': answer });
      const { executions, logs } = client();
      const attempts = [
        () => executions.peek('e'),
        () => executions.pause('e'),
        () => executions.delete('e'),
        () => logs.list('e', {}),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).rejects.toMatchObject({ code: 'KMCP_NOT_FOUND', status: 404, said: '' });
        expect(await refusal(attempt())).toBe(`GET /main/executions/e ${NOTHING}`);
      }
      expect(new Set(kestra.lines)).toEqual(new Set(['GET /main/executions/e']));
    }
  });

  it('that is a route of Kestra, or an empty answer, is none', async () => {
    kestra.answers({ 'GET /main/executions/namespaces': { json: ['other'] }, 'GET /main/executions/e': {} });
    expect(await refusal(client().executions.peek('namespaces'))).toContain(NOTHING);
    expect(await refusal(client().executions.peek('e'))).toContain('not JSON but empty');
  });

  it('is looked up before what is done to it, and only once', async () => {
    kestra.answers({
      'GET /main/executions/e': { json: execution('e', 'company') },
      'POST /main/executions/e/pause': {},
      'GET /main/logs/e': { json: [] },
    });
    const { executions, logs } = client();
    await executions.pause('e');
    await logs.list('e', {});
    expect(kestra.lines).toEqual([
      'GET /main/executions/e',
      'POST /main/executions/e/pause',
      'GET /main/logs/e',
    ]);
  });

  it('that was read needs no looking up', async () => {
    kestra.answers({
      'GET /main/executions/e': { json: execution('e', 'company') },
      'GET /main/outputs/executions/e': { status: 404 },
      'GET /main/outputs/tasks/e': { json: [] },
    });
    await client('2.0').executions.get('e');
    expect(kestra.lines).toHaveLength(3);
  });

  it('of many is looked up like the others; one outside refuses all', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `e${index}`);
    kestra.answers({
      ...Object.fromEntries(
        ids.map((id) => [`GET /main/executions/${id}`, { json: execution(id, 'shared') }]),
      ),
      'GET /main/executions/out': { json: execution('out', 'other') },
      'POST /main/executions/resume/by-ids': { json: { count: 20 } },
    });
    const { executions } = client();
    expect(await refusal(executions.replayAll([...ids, 'out'], true))).toContain(
      'executions/out found nothing',
    );
    expect(await executions.resumeAll([...ids, 'e0'])).toEqual({ count: 20 });
    expect(kestra.lines.filter((line) => line.startsWith('POST'))).toEqual([
      'POST /main/executions/resume/by-ids',
    ]);
    expect(kestra.lines).toHaveLength(22);
  });

  it('that cannot be looked up is left alone', async () => {
    kestra.answers({ 'GET /main/executions/e': { status: 500 } });
    await expect(client().executions.delete('e')).rejects.toMatchObject({ code: 'KMCP_SERVER_ERROR' });
    expect(kestra.lines).toEqual(['GET /main/executions/e']);
  });
});

it('an app is looked up each time: it may be moved', async () => {
  kestra.answers({
    'GET /main/apps/u': [
      { json: { uid: 'u', namespace: 'company' } },
      { json: { uid: 'u', namespace: 'other' } },
    ],
    'POST /main/apps/u/enable': { json: { uid: 'u' } },
  });
  const { apps } = client();
  await apps.setEnabled('u', true);
  for (const attempt of [
    () => apps.delete('u'),
    () => apps.get('u'),
    () => apps.update('u', 'namespace: company'),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'KMCP_NOT_FOUND' });
  }
  expect(kestra.lines.filter((line) => !line.startsWith('GET'))).toEqual(['POST /main/apps/u/enable']);
});
