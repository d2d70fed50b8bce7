import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { errorFromAnswer } from '../wire/refusal.js';
import { alreadyExists } from './already-exists.js';

const TYPE = 'https://kestra.io/docs/api-reference/problems/';
const answer = (status: number, body: string) =>
  errorFromAnswer('POST /main/flows', { status, body }, { credentials: 'none', hints: {} });
const problem = (slug: string, status: number, detail: string) =>
  JSON.stringify({ type: TYPE + slug, title: 'T', status, detail });

const foreign = (slug: string, detail: string) =>
  JSON.stringify({ type: `https://gateway.example/problems/${slug}`, title: 'T', status: 409, detail });

const FILES = ['1.3-oss', '1.3-oss-authoring', '2.0-oss'];
const SAY_SO = ['create flow again', 'create dashboard again'];

interface Recording {
  name: string;
  response: { status: number; body: unknown };
}

/** Every refusal in the recordings of a real Kestra. */
const refusals = FILES.flatMap((file) => {
  const path = new URL(`../../../../test/recordings/${file}.json`, import.meta.url);
  const { recordings } = JSON.parse(readFileSync(path, 'utf8')) as { recordings: Recording[] };
  return recordings
    .filter(({ response }) => response.status >= 400)
    .map(({ name, response: { status, body } }) => [file, status, name, body] as const);
});

describe('of all recorded refusals', () => {
  it('there are enough to tell', () => {
    const conflicts = refusals.filter(([, status]) => status === 409).map(([file]) => file);
    expect(new Set(conflicts)).toEqual(new Set(FILES));
    expect(conflicts.length).toBeGreaterThan(15);
  });

  it.each(refusals)('%s: %i "%s"', (_, status, name, body) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect(alreadyExists(answer(status, text))).toBe(SAY_SO.includes(name));
  });
});

it.each([
  [409, '{"message":"A group with the given name already exists"}'],
  [422, '{"message":"Illegal argument: Flow id already exists"}'],
  [422, '{"message":"Invalid entity","_embedded":{"errors":[{"message":"id: Already exists"}]}}'],
  [400, 'App already exists'],
  [409, problem('entity-already-exists', 409, 'No words that say so.')],
  [422, problem('entity-already-exists', 422, 'By the type, whatever the status.')],
])('%i %s says so', (status, body) => {
  expect(alreadyExists(answer(status, body))).toBe(true);
});

it.each([
  [409, ''],
  [409, '{}'],
  [409, 'null'],
  [409, '{"message":null}'],
  [409, '"Conflict"'],
  [409, '<html><body>409 Conflict: already exists</body></html>'],
  [409, '{"message":"Conflict"}'],
  [409, '{"message":"Illegal state: maintenance mode"}'],
  [409, '{"message":"Illegal state: The flow does not already exist"}'],
  [409, '{"message":"Illegal state: The namespace doesn\'t already exist"}'],
  [409, '{"message":"Illegal state: The flow doesn\u2019t already exist, nor do others"}'],
  [409, problem('conflict', 409, 'Conflict')],
  [409, foreign('entity-already-exists', 'This request is a duplicate.')],
  [409, problem('conflict', 409, "A draft of flow 'hello' already exists.")],
  [409, problem('of-tomorrow', 409, 'It already exists.')],
  [409, problem('resource-leased', 409, 'A lease already exists.')],
  [423, problem('locked', 423, 'A lock already exists.')],
  [422, problem('validation-failed', 422, 'tasks: an id already exists')],
  [422, ''],
  [422, '{"message":"Invalid type: io.kestra.Nope does not exist"}'],
  [500, 'already exists'],
])('%i %s does not', (status, body) => {
  expect(alreadyExists(answer(status, body))).toBe(false);
});

it('is about answers of Kestra only', () => {
  expect(alreadyExists(new Error('already exists'))).toBe(false);
  expect(alreadyExists(undefined)).toBe(false);
});
