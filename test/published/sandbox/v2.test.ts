import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Probe, stateOf, taskRuns } from './testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const AUTH = { username: 'u', password: 'p' };

describe('a sandbox that plays Kestra 2.0', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode: 'oss-2.0' });
    await probe.flows(
      `id: hello
namespace: lab
tasks:
  - {id: say, type: ${CORE}.debug.Return, format: hi}
outputs:
  - {id: said, type: STRING, value: "{{ outputs.say.value }}"}
`,
      `id: other\nnamespace: lab.sub\ntasks:\n  - {id: log, type: ${CORE}.log.Log, message: there}\n`,
      `id: sleeper\nnamespace: lab\ntasks:\n  - {id: s, type: ${CORE}.flow.Sleep, duration: PT1H}\n`,
    );
  });
  afterAll(() => probe.close());

  test('says its version, and asks for credentials even there', async () => {
    const secured = await Probe.start({ mode: 'oss-2.0', auth: AUTH });
    const configs = (path: string, headers = {}) => fetch(`${secured.sandbox.baseUrl}${path}`, { headers });
    expect((await configs('/configs')).status).toBe(401);
    expect(await (await configs('/configs/login')).json()).toEqual({ isBasicAuthInitialized: true });
    const authorization = `Basic ${Buffer.from('u:p').toString('base64')}`;
    const answer = await configs('/configs', { authorization });
    expect(answer.headers.get('server')).toBe('kestra-mcp-sandbox');
    expect(await answer.json()).toMatchObject({
      version: '2.0.0',
      edition: 'OSS',
      isCustomDashboardsEnabled: false,
    });
    expect(secured.sandbox.requests.every(({ headers }) => !('authorization' in headers))).toBe(true);
    await secured.close();
  });

  test('ignores flat search parameters and answers everything', async () => {
    expect(await probe.object('GET', '/flows/search?namespace=lab.sub')).toMatchObject({ total: 3 });
    expect(await probe.object('GET', '/flows/search?filters[namespace][EQUALS]=lab.sub')).toMatchObject({
      total: 1,
    });
  });

  test('groups filters', async () => {
    const either = 'filters[or][0][flowId][EQUALS]=hello&filters[or][1][namespace][EQUALS]=lab.sub';
    expect(await probe.object('GET', `/flows/search?${either}`)).toMatchObject({ total: 2 });
    const both = 'filters[and][0][flowId][EQUALS]=hello&filters[and][1][namespace][EQUALS]=lab.sub';
    expect(await probe.object('GET', `/flows/search?${both}`)).toMatchObject({ total: 0 });
  });

  test('keeps outputs out of executions and serves them apart', async () => {
    const created = await probe.run('hello');
    expect(created).not.toHaveProperty('outputs');
    const id = String(created.id);
    const execution = await probe.object('GET', `/executions/${id}`);
    expect(execution).not.toHaveProperty('deleted');
    const [run] = taskRuns(execution);
    expect(Object.keys(run ?? {}).sort()).toEqual(['attempts', 'id', 'state', 'taskId']);
    expect(await probe.object('GET', `/outputs/executions/${id}`)).toEqual({ said: 'hi' });
    const tasks = await probe.send('GET', `/outputs/tasks/${id}`);
    expect(tasks.body).toEqual([{ taskId: 'say', taskRunId: run?.id, inline: true }]);
    expect(await probe.object('GET', `/outputs/tasks/${id}/${String(run?.id)}`)).toEqual({ value: 'hi' });
  });

  test('lists executions without their task runs', async () => {
    await probe.run('hello');
    const { results } = await probe.object('GET', '/executions/search?filters[flowId][EQUALS]=hello');
    const [item] = results as object[];
    expect(item).toMatchObject({ tenantId: 'main', flowId: 'hello' });
    for (const key of ['taskRunList', 'outputs', 'deleted', 'metadata']) expect(item).not.toHaveProperty(key);
  });

  test('has moved the actions: an old path is a flow that does not exist', async () => {
    const id = await probe.begin('sleeper');
    await probe.until(id, 'RUNNING');
    expect(await probe.send('POST', `/executions/${id}/pause`)).toMatchObject({
      status: 404,
      body: { detail: 'Requested Flow is not found.' },
    });
    expect((await probe.send('DELETE', `/executions/${id}/kill`)).status).toBe(405);
    const paused = await probe.object('POST', `/executions/${id}/actions/pause`);
    expect(stateOf(paused)).toBe('PAUSED');
    expect((await probe.send('POST', `/executions/${id}/actions/pause`)).status).toBe(409);
    const killed = await probe.send('DELETE', `/executions/${id}/actions/kill`);
    expect(killed).toMatchObject({
      status: 200,
      type: 'text/json',
      body: { id, state: { current: 'KILLING' } },
    });
    await probe.until(id, 'KILLED');
    const again = await probe.send('DELETE', `/executions/${id}/actions/kill?isOnKillCascade=false`);
    expect(again.status).toBe(409);
  });

  test('takes bulk calls for later', async () => {
    const ids = [await probe.begin('sleeper'), await probe.begin('sleeper')];
    const answer = await probe.send('DELETE', '/executions/kill/by-ids', { json: ids });
    expect(answer).toMatchObject({ status: 202, body: { operationId: expect.any(String), totalItems: 2 } });
    for (const id of ids) await probe.until(id, 'KILLED');
    const flows = await probe.send('POST', '/flows/disable/by-ids', {
      json: [{ namespace: 'lab.sub', id: 'other' }],
    });
    expect(flows).toMatchObject({ status: 200, body: { count: 1 } });
  });

  test('acts on everything when a bulk call carries an old parameter', async () => {
    const ids = [await probe.begin('sleeper'), await probe.begin('sleeper')];
    const answer = await probe.send(
      'DELETE',
      `/executions/kill/by-query?triggerExecutionId=${ids[0]}&state=RUNNING`,
    );
    // Executions that have ended make the call fail as a whole: the parameters did not keep them out.
    expect(answer).toMatchObject({
      status: 400,
      body: { detail: 'One or more executions could not be killed.' },
    });
    const filter = 'filters[flowId][EQUALS]=sleeper&filters[state][IN]=CREATED,RUNNING';
    expect((await probe.send('DELETE', `/executions/kill/by-query?${filter}`)).body).toMatchObject({
      totalItems: 2,
    });
  });

  test('lists keys over all namespaces, or of one, or of one and its children', async () => {
    await probe.send('PUT', '/namespaces/lab/kv/a', { text: '1' });
    await probe.send('PUT', '/namespaces/lab.sub/kv/b', {
      text: '2',
      headers: { ttl: 'PT1H', description: 'two' },
    });
    expect((await probe.send('GET', '/namespaces/lab/kv')).status).toBe(405);
    expect(await probe.object('GET', '/kv?filters[namespace][EQUALS]=lab')).toMatchObject({
      results: [{ namespace: 'lab', key: 'a', revision: 1 }],
      total: 1,
    });
    const { results } = await probe.object('GET', '/kv?filters[namespace][PREFIX]=lab');
    expect(results).toMatchObject([
      { namespace: 'lab', key: 'a' },
      { namespace: 'lab.sub', key: 'b', description: 'two' },
    ]);
  });

  test('has another grammar for log levels, and no JSON flows', async () => {
    const execution = await probe.run('hello');
    const logs = (filter: string) => probe.send('GET', `/logs/${String(execution.id)}?${filter}`);
    expect((await logs('filters[level][EQUALS]=INFO')).status).toBe(400);
    expect((await logs('filters[level][GREATER_THAN_OR_EQUAL_TO]=INFO')).body).toEqual([]);
    expect((await logs('minLevel=ERROR')).body).toHaveLength(1);
    expect((await probe.send('POST', '/flows', { json: { id: 'a', namespace: 'lab' } })).status).toBe(415);
  });

  test('searches namespaces by a filter', async () => {
    const all = await probe.object('GET', '/namespaces/search?q=sub');
    expect(all.total).toBe(3);
    const found = await probe.object('GET', '/namespaces/search?filters[q][EQUALS]=sub&existing=true');
    expect(found).toEqual({ results: [{ id: 'lab.sub' }], total: 1 });
  });
});
