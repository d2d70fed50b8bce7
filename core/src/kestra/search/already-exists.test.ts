import { expect, it } from '@jest/globals';
import { errorFromAnswer } from '../wire/errors.js';
import { alreadyExists } from './already-exists.js';

const answer = (status: number, body: string) =>
  errorFromAnswer('POST /main/flows', status, body, { credentials: 'none', hints: {} });

it.each([
  [409, ''],
  [409, '{"message":"A group with the given name already exists"}'],
  [422, '{"message":"Illegal argument: Flow id already exists"}'],
  [422, '{"message":"Invalid entity","_embedded":{"errors":[{"message":"id: Already exists"}]}}'],
  [400, 'App already exists'],
])('%i %s says so', (status, body) => {
  expect(alreadyExists(answer(status, body))).toBe(true);
});

it.each([
  [409, '{"message":"Illegal state: maintenance mode"}'],
  [422, ''],
  [422, '{"message":"Invalid type: io.kestra.Nope does not exist"}'],
  [500, 'already exists'],
])('%i %s does not', (status, body) => {
  expect(alreadyExists(answer(status, body))).toBe(false);
});

it('is about answers of Kestra only', () => {
  expect(alreadyExists(new Error('already exists'))).toBe(false);
});
