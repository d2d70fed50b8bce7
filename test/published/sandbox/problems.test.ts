import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ModeName } from './index.js';
import { Probe } from './testing/probe.js';

const TYPES = 'https://kestra.io/docs/api-reference/problems/';
const AUTH = { username: 'u', password: 'p' };
const CORE = 'io.kestra.plugin.core';

describe.each<ModeName>(['oss-2.0', 'ee-2.0'])('failures on %s', (mode) => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode });
    await probe.flows(`id: seen\nnamespace: lab\ntasks:\n  - {id: r, type: ${CORE}.debug.Return}\n`);
  });
  afterAll(() => probe.close());

  test.each([
    ['GET', '/nowhere', {}, 404, 'not-found', 'Resource not found'],
    ['GET', '/flows/lab/none', {}, 404, 'not-found', 'Resource not found'],
    ['GET', '/namespaces/lab/files?path=/gone.txt', {}, 404, 'not-found', /gone\.txt/],
    ['PATCH', '/flows/lab/seen', {}, 405, 'method-not-allowed', /Method \[PATCH\]/],
    ['POST', '/flows', { json: {} }, 415, 'unsupported-media-type', /application\/json/],
    ['POST', '/flows', { yaml: '' }, 422, 'invalid-request-body', 'Required Body [flow] not specified'],
    ['GET', '/executions?namespace=lab', {}, 400, 'invalid-query-parameter', /flowId/],
    ['GET', '/executions/search?page=abc', {}, 422, 'invalid-argument', 'Invalid argument'],
    ['GET', '/executions/search?sort=nope:asc', {}, 422, 'invalid-entity', 'Invalid sort field: nope'],
    ['GET', '/executions/search?size=0', {}, 422, 'validation-failed', /searchExecutions\.size/],
    ['PUT', '/namespaces/lab/kv/a%20b', { text: '1' }, 422, 'invalid-argument', /^Key must start/],
  ] as const)('%s %s', async (method, path, sending, status, slug, detail) => {
    const answer = await probe.send(method, path, sending);
    const matching = typeof detail === 'string' ? detail : expect.stringMatching(detail);
    expect(answer).toMatchObject({
      status,
      type: 'application/problem+json',
      body: { type: `${TYPES}${slug}`, status, detail: matching },
    });
    expect(answer.body).toHaveProperty('title');
    expect(answer.body).toHaveProperty('instance', `/api/v1/main${path.split('?')[0]}`);
    for (const gone of ['message', '_links', '_embedded']) expect(answer.body).not.toHaveProperty(gone);
  });

  test('a broken rule has an entry with its path, and a pointer where it has one', async () => {
    const yaml = `id: other\nnamespace: lab\ntasks:\n  - {id: r, type: ${CORE}.debug.Return}\n`;
    const { body } = await probe.send('PUT', '/flows/lab/seen', { yaml });
    expect(body).toMatchObject({
      type: `${TYPES}validation-failed`,
      errors: [{ detail: 'Illegal flow id update', path: 'flow.id', pointer: '/flow/id' }],
    });
    const page = await probe.send('GET', '/flows/search?page=0');
    expect(page.body).toMatchObject({ errors: [{ path: 'searchFlows.page' }] });
    expect(JSON.stringify(page.body)).not.toContain('pointer');
  });

  test('what nobody has foreseen is hidden behind an id', async () => {
    const query = 'filters[startDate][GREATER_THAN]=2026-01-01T00:00:00';
    expect(await probe.send('GET', `/executions/search?${query}`)).toMatchObject({
      status: 500,
      body: {
        type: `${TYPES}internal-error`,
        detail: 'An unexpected error occurred. Quote the traceId when contacting support.',
        traceId: expect.any(String),
      },
    });
  });

  test('a method that is not there comes with those that are', async () => {
    const answer = await fetch(`${probe.sandbox.baseUrl}/main/flows/lab/seen`, { method: 'PATCH' });
    expect(answer.headers.get('allow')).toBe('HEAD, DELETE, PUT, GET');
  });

  test('missing credentials are a problem as well', async () => {
    const secured = await Probe.start({ mode, auth: AUTH });
    const answer = await fetch(`${secured.sandbox.baseUrl}/main/flows/search`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Basic');
    expect(await answer.json()).toMatchObject({ type: `${TYPES}unauthenticated`, status: 401 });
    await secured.close();
  });
});

describe('failures on oss-1.3', () => {
  test('stay in the envelope', async () => {
    const probe = await Probe.start();
    const answer = await probe.send('GET', '/flows/lab/none');
    expect(answer).toMatchObject({ status: 404, type: 'application/json', body: { message: 'Not Found' } });
    expect(answer.body).not.toHaveProperty('title');
    await probe.close();
  });
});
