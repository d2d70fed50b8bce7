import { expect, it } from '@jest/globals';
import { faults } from './requests/check.js';
import { EXECUTION, FLOW, NAMESPACE, OTHER_EXECUTION } from './requests/ids.js';
import { tableOf } from './requests/operations.js';
import type { Recorded } from './requests/recorder.js';
import { type Version } from './requests/tables.js';

const JSON_TYPE = 'application/json';
const start = `executions/${NAMESPACE}/${FLOW}`;
const search = 'executions/search?page=1&size=1';

/** A request below the tenant, as the recorder stores it. */
function request(line: string, type?: string, body: unknown = ''): Recorded {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query] = target.split('?');
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const headers = type === undefined ? {} : { 'content-type': type };
  const whole = `/api/v1/team-a_b.c/${path}`;
  return { method, path: whole, query: [...new URLSearchParams(query)], headers, body: bytes };
}

async function faultsOf(version: Version, line: string, type?: string, body?: unknown): Promise<string[]> {
  const found = await faults(request(line, type, body), tableOf(version), version);
  return found.map((fault) => fault.replace(/^.*?: /, ''));
}

it.each<[Version, string, string]>([
  ['2.0', `GET namespaces/${NAMESPACE}/kv`, '2.0 has no such route'],
  ['1.3', `POST executions/${EXECUTION}/actions/pause`, '1.3 has no such route'],
  ['2.0', `GET outputs/${EXECUTION}`, '2.0 has no such route'],
  ['2.0', `GET ${search}&namespace=a`, 'it knows no query parameter "namespace"'],
  ['1.3', `GET ${search}&q=a&filters[state][EQUALS]=FAILED`, '"q" is ignored beside filters'],
  ['1.3', `GET ${search}&filters[tags][IN]=a`, '1.3 has no filter for "tags"'],
  ['2.0', `GET ${search}&filters[level][EQUALS]=INFO`, 'the filter for "level" knows no EQUALS in 2.0'],
  ['2.0', `GET ${search}&filters[state]=FAILED`, '"filters[state]" is not of the form filters[field][OP]'],
  ['1.3', 'GET apps/search?filters[q][EQUALS]=a', 'it knows no query parameter "filters[q][EQUALS]"'],
  ['1.3', `GET executions/${FLOW}`, `"${FLOW}" stands in the place {executionId}`],
  ['1.3', `DELETE logs/${NAMESPACE}/${EXECUTION}`, `"${EXECUTION}" stands in the place {flowId}`],
])('%s: %s: %s', async (version, line, fault) => {
  expect(await faultsOf(version, line)).toEqual([fault]);
});

it('sees that an action of 1.x would run a flow on 2.0', async () => {
  expect(await faultsOf('2.0', `POST executions/${EXECUTION}/pause`)).toEqual([
    `"${EXECUTION}" stands in the place {namespace}`,
    '"pause" stands in the place {id}',
  ]);
});

it.each<[Version, string, string, unknown, string]>([
  [
    '1.3',
    `POST ${start}`,
    JSON_TYPE,
    {},
    'it takes no body of application/json, only of multipart/form-data',
  ],
  ['1.3', `PUT namespaces/${NAMESPACE}/kv/key-w_x.y`, JSON_TYPE, 1, 'only of text/plain'],
  ['1.3', `DELETE ${`executions/${EXECUTION}`}`, JSON_TYPE, {}, 'only of none'],
  ['0.24', 'POST ai/generate/flow', JSON_TYPE, { userPrompt: 'p' }, 'the body lacks "flowYaml"'],
  ['2.0', 'PUT triggers/backfill/create', JSON_TYPE, { disabled: true }, 'no member "disabled"'],
  ['1.3', 'POST executions/replay/by-ids', JSON_TYPE, [1], 'the body[0] is integer, not string'],
  ['1.3', 'POST executions/replay/by-ids', JSON_TYPE, {}, 'the body is object, not an array'],
  ['1.3', `POST executions/${EXECUTION}/labels`, JSON_TYPE, [{ k: 'a' }], 'the body[0] knows no member "k"'],
  ['1.3', `POST executions/${EXECUTION}/labels`, JSON_TYPE, ['a:b'], 'the body[0] is string, not an object'],
])('%s: %s of %s %j: %s', async (version, line, type, body, fault) => {
  expect(await faultsOf(version, line, type, body)).toEqual([expect.stringContaining(fault)]);
});

it('misses a body that is required, and sees a part that is not known', async () => {
  expect(await faultsOf('1.3', 'POST groups')).toEqual(['it needs a body with name']);
  const form = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nb\r\n--x--\r\n';
  const line = `POST namespaces/${NAMESPACE}/files?path=a`;
  expect(await faultsOf('1.3', line, 'multipart/form-data; boundary=x', form)).toEqual([
    'the form knows no part "file"',
  ]);
});

it('finds nothing wrong with what a version has', async () => {
  const multipart = '--x\r\ncontent-disposition: form-data; name="any"\r\n\r\nb\r\n--x--\r\n';
  expect(await faultsOf('2.0', `POST ${start}`, 'multipart/form-data; boundary=x', multipart)).toEqual([]);
  expect(await faultsOf('1.1', `POST ${start}`)).toEqual([]);
  expect(await faultsOf('2.0', `POST executions/${EXECUTION}/actions/pause`)).toEqual([]);
  expect(await faultsOf('2.0', 'POST executions/resume/by-ids', JSON_TYPE, [OTHER_EXECUTION])).toEqual([]);
});
