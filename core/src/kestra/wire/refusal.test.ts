import { describe, expect, it } from '@jest/globals';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { describeError } from '../../foundation/errors.js';
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  KestraError,
  LockedError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  TimedOutError,
  UnauthorizedError,
} from './errors.js';
import { errorFromAnswer } from './refusal.js';

const answer = (status: number, body = '', hints = {}) =>
  errorFromAnswer('GET /x', { status, body }, { credentials: 'CREDENTIALS', hints });
const fromRecording = (name: string) => {
  const { status = 0, json } = recorded(name);
  return answer(status, json === undefined ? '' : JSON.stringify(json));
};

it.each([
  [400, InvalidError, 'KMCP_INVALID', undefined],
  [401, UnauthorizedError, 'KMCP_UNAUTHORIZED', 'The request was sent with CREDENTIALS.'],
  [403, ForbiddenError, 'KMCP_FORBIDDEN', expect.stringContaining('lack the permission')],
  [404, NotFoundError, 'KMCP_NOT_FOUND', expect.stringContaining('list or search')],
  [409, ConflictError, 'KMCP_CONFLICT', expect.stringContaining('current state')],
  [410, NotFoundError, 'KMCP_NOT_FOUND', expect.stringContaining('has expired')],
  [413, InvalidError, 'KMCP_INVALID', expect.stringContaining('Send less')],
  [422, InvalidError, 'KMCP_INVALID', undefined],
  [423, LockedError, 'KMCP_LOCKED', expect.stringContaining('Try again later')],
  [429, RateLimitedError, 'KMCP_RATE_LIMITED', expect.stringContaining('Wait')],
  [500, ServerError, 'KMCP_SERVER_ERROR', expect.stringContaining('log')],
  [502, ServerError, 'KMCP_SERVER_ERROR', expect.stringContaining('log')],
  [503, ServerError, 'KMCP_SERVER_ERROR', expect.stringContaining('in a minute')],
  [504, TimedOutError, 'KMCP_TIMED_OUT', expect.stringContaining('before you repeat it')],
  [405, KestraError, 'KMCP_REFUSED', expect.stringContaining('version or edition')],
  [415, KestraError, 'KMCP_REFUSED', expect.stringContaining('version or edition')],
  [418, KestraError, 'KMCP_REFUSED', undefined],
  [301, KestraError, 'KMCP_REFUSED', undefined],
])('%i has its own class, code and hint', (status, type, code, hint) => {
  const error = answer(status);
  expect(error.constructor).toBe(type);
  expect(error).toMatchObject({
    status,
    code,
    hint,
    message: `Kestra answered ${status} to GET /x.`,
    said: '',
    problem: undefined,
  });
});

describe("Kestra's own words", () => {
  it.each([
    ['unknown tenant', "Kestra answered 400 to GET /x: Bad Request: Tenant must be 'main' for OSS version"],
    [
      'flows search without credentials',
      'Kestra answered 401 to GET /x.\nThe request was sent with CREDENTIALS.',
    ],
    [
      'kv get unknown',
      "Kestra answered 404 to GET /x: Not Found: No value found for key 'none' in namespace 'rec.demo'\n" +
        'Check the id: list or search first to see what exists.',
    ],
    [
      'execute disabled flow',
      'Kestra answered 409 to GET /x: Illegal state: Requested Flow is disabled.\n' +
        'Its current state does not allow this. Read the state first.',
    ],
    [
      'execute flow, bad input',
      'Kestra answered 422 to GET /x: Invalid entity: Invalid value for input `n`. Cause: For input string: "many"',
    ],
    [
      'ai generate flow (no provider)',
      "Kestra answered 500 to GET /x: Internal server error\nSee Kestra's log for the cause.",
    ],
  ])('stand in the error of "%s"', (name, text) => {
    expect(describeError(fromRecording(name))).toBe(text);
  });

  it('are kept apart from ours, for code that must know them', () => {
    expect(fromRecording('create flow again').said).toBe('Invalid entity: flow.id: Flow id already exists');
  });

  it('come with each detail once, and its path where it says none', () => {
    const body = {
      message: 'Invalid entity: 3 errors',
      _embedded: {
        errors: [
          { message: 'must not be null', path: 'tasks[0].message' },
          { message: 'flow.id: must match', path: 'flow.id' },
          { message: 'Invalid entity', path: '' },
          { message: 'must not be null', path: 'tasks[0].message' },
        ],
      },
      invalids: [{ message: 'execution not found', invalidValue: 'abc', propertyPath: 'execution' }],
    };
    expect(answer(422, JSON.stringify(body)).details).toEqual([
      'tasks[0].message: must not be null',
      'flow.id: must match',
      'abc: execution not found',
    ]);
  });

  it('come with the recorded detail of an unknown task type, and nothing twice', () => {
    const { said, details } = fromRecording('create flow, unknown task type');
    expect(said).toBe('Invalid entity: Invalid type: io.kestra.nope.Nope');
    expect(details).toEqual([expect.stringMatching(/^Could not resolve type id 'io\.kestra\.nope\.Nope'/)]);
  });

  it('name what a bulk action could not do', () => {
    expect(fromRecording('kill by ids, unknown').details).toEqual([
      '0000000000000000000000: execution not found',
    ]);
  });

  it.each([
    ['a bare JSON string', '"Execution is running"', ': Execution is running'],
    ['plain text', ' Bad gateway \n', ': Bad gateway'],
    ['a web page', '<html><body>nginx</body></html>', '.'],
    ['null', 'null', '.'],
    ['something else', '{"message":{"a":1}}', '.'],
  ])('may be %s', (_, body, end) => {
    expect(answer(405, body).message).toBe(`Kestra answered 405 to GET /x${end}`);
  });

  it('are cut when they are endless', () => {
    const error = answer(422, JSON.stringify({ message: 'x'.repeat(100_000) }));
    expect(error.message).toHaveLength('Kestra answered 422 to GET /x: '.length + 4_002);
    expect(error.message.endsWith('x …')).toBe(true);
  });
});

it('a hint of the route stands before the general one, but for 401', () => {
  expect(answer(404, '', { 404: 'OURS' }).hint).toBe('OURS');
  expect(answer(401, '', { 401: 'OURS' }).hint).toBe('The request was sent with CREDENTIALS.');
});

describe('a web page in the place of an answer', () => {
  const page = '<html><body>nginx</body></html>';

  it.each([400, 403, 404, 405, 418, 500, 502])('%i points to what stands before Kestra', (status) => {
    expect(answer(status, page).hint).toMatch(/web page .* KESTRA_BASE_URL/);
    expect(answer(status, page, { [status]: 'OURS' }).hint).toMatch(/web page/);
  });

  it('404 does not say that a thing is not there', () => {
    expect(answer(404, page)).not.toBeInstanceOf(NotFoundError);
    expect(answer(404, page)).toMatchObject({ code: 'KMCP_REFUSED', status: 404 });
  });

  it.each([401, 413, 429, 503, 504])('%i says what it says anyway', (status) => {
    expect(answer(status, page).hint).toBe(answer(status).hint);
  });
});

it('a route that 1.x does not have may be the reason of a 404 without one', () => {
  expect(fromRecording('unknown route').hint).toMatch(/^Check the id: .* may not have the route\.$/);
  expect(fromRecording('kv get unknown').hint).not.toContain('route');
});

describe('how long to wait', () => {
  const hint = (status: number, retryAfter: string) =>
    errorFromAnswer('GET /x', { status, body: '', retryAfter }, { credentials: '', hints: {} }).hint;

  it.each([413, 423, 429, 503])('is said where an answer says it: %i', (status) => {
    expect(hint(status, '90')).toBe(`${answer(status).hint} The response asks you to wait 90 s.`);
    const at = new Date(Date.now() + 3_600_000).toUTCString();
    expect(hint(status, at)).toMatch(/ The response asks you to wait (3599|3600) s\.$/);
  });

  it.each(['', '0', '-5', 'soon', '1e99', 'Wed, 21 Oct 2015 07:28:00 GMT'])(
    'is not made up from "%s"',
    (text) => {
      expect(hint(503, text)).toBe(answer(503).hint);
    },
  );

  it('is nothing to a refusal that waiting does not mend', () => {
    expect(hint(403, '90')).toBe(answer(403).hint);
    const body = JSON.stringify({
      type: 'https://kestra.io/problems/migration-required',
      status: 503,
      title: 'M',
    });
    const error = errorFromAnswer(
      'GET /x',
      { status: 503, body, retryAfter: '9' },
      { credentials: '', hints: {} },
    );
    expect(error.hint).not.toContain('9 s');
  });
});
