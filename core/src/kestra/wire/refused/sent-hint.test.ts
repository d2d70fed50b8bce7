import { expect, it } from '@jest/globals';
import { hintOfSent } from './sent-hint.js';

const words = { said: '', details: [] };

it.each([
  ['GET /main/executions/e1', /^Check the id: list executions to find it\.$/],
  ['POST /main/executions/e1/actions/restart', /list executions/],
  ['DELETE /main/executions/e1', /list executions/],
  ['GET /main/executions/search', undefined],
  ['GET /main/executions/flows/a/b', undefined],
  ['GET /main/executions/e1/file', undefined],
  ['POST /main/executions/a/b', undefined],
  ['DELETE /main/executions/by-ids', undefined],
  ['GET /main/flows/a/b', undefined],
])('a 404 to %s', (request, hint) => {
  const said = hintOfSent(request, 404, words, {});
  if (hint === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(hint);
  expect(hintOfSent(request, 403, words, {})).toBeUndefined();
});

it('a 404 without a reason may have another cause than the id', () => {
  expect(hintOfSent('GET /main/executions/e1', 404, { ...words, bare: true }, {})).toBe(
    'Check the id: list executions to find it. If the id is correct, this version or edition of Kestra may not have the route.',
  );
});

it.each([
  ['- a\n- b', true],
  ['hello', true],
  ['', true],
  ['# id: a\n- id: b', true],
  ['id: a', false],
  ['---\n"id": a\nnamespace: b', false],
  ['{ "id": "a" }', false],
])('whether %j is a flow at all', (yaml, isWrong) => {
  const hint = isWrong ? 'A flow is a map with id, namespace and tasks.' : undefined;
  expect(hintOfSent('POST /main/flows', 422, words, { yaml })).toBe(hint);
  expect(hintOfSent('PUT /main/flows/a/b', 400, words, { yaml })).toBe(hint);
  expect(hintOfSent('POST /main/dashboards', 422, words, { yaml })).toBeUndefined();
  expect(hintOfSent('POST /main/flows', 409, words, { yaml })).toBeUndefined();
});

it.each([
  [
    ['a: no'],
    1,
    'resume',
    /^Nothing was done\. None of these executions can be resumed\. List executions with the state PAUSED/,
  ],
  [['a: no', 'b: no'], 2, 'kill', /^Nothing was done\. Kestra accepts none of these items\./],
  [['traceId: 1', 'a: no'], 2, 'kill', undefined],
  [['a: no'], undefined, 'kill', undefined],
])('of %j out of %j items to %s', (details, items, action, hint) => {
  const said = hintOfSent(
    `POST /main/executions/${action}/by-ids`,
    400,
    { ...words, details, bulk: true },
    { items },
  );
  if (hint === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(hint);
});
