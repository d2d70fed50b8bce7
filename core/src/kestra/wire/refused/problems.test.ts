import { describe, expect, it } from '@jest/globals';
import { recorded } from '../../../../../test/support/kestra/recordings.js';
import { describeError } from '../../../foundation/errors.js';
import { errorFromAnswer } from '../refusal.js';

const TYPE = 'https://kestra.io/docs/api-reference/problems/';
const asked = { credentials: 'CREDENTIALS', hints: {} };

function problem(slug: string, status: number, more: object = {}, hints = {}) {
  const body = JSON.stringify({
    type: TYPE + slug,
    title: 'T',
    status,
    detail: 'D',
    instance: '/x',
    ...more,
  });
  return errorFromAnswer('GET /x', { status, body }, { ...asked, hints });
}

/** Every problem type of Kestra 2.0, with its status. */
const ALL: [slug: string, status: number, name: string, code: string][] = [
  ['invalid-json', 422, 'InvalidError', 'KMCP_INVALID'],
  ['invalid-plugin-type', 422, 'InvalidError', 'KMCP_INVALID'],
  ['invalid-format', 422, 'InvalidError', 'KMCP_INVALID'],
  ['invalid-request-body', 422, 'InvalidError', 'KMCP_INVALID'],
  ['invalid-argument', 422, 'InvalidError', 'KMCP_INVALID'],
  ['bad-request', 400, 'InvalidError', 'KMCP_INVALID'],
  ['invalid-query-parameter', 400, 'InvalidError', 'KMCP_INVALID'],
  ['invalid-query-filters', 400, 'InvalidError', 'KMCP_INVALID'],
  ['validation-failed', 422, 'InvalidError', 'KMCP_INVALID'],
  ['invalid-entity', 422, 'InvalidError', 'KMCP_INVALID'],
  ['bulk-validation-failed', 400, 'InvalidError', 'KMCP_INVALID'],
  ['unauthenticated', 401, 'UnauthorizedError', 'KMCP_UNAUTHORIZED'],
  ['forbidden', 403, 'ForbiddenError', 'KMCP_FORBIDDEN'],
  ['not-found', 404, 'NotFoundError', 'KMCP_NOT_FOUND'],
  ['conflict', 409, 'ConflictError', 'KMCP_CONFLICT'],
  ['entity-already-exists', 409, 'ConflictError', 'KMCP_CONFLICT'],
  ['resource-expired', 410, 'NotFoundError', 'KMCP_NOT_FOUND'],
  ['locked', 423, 'LockedError', 'KMCP_LOCKED'],
  ['method-not-allowed', 405, 'KestraError', 'KMCP_REFUSED'],
  ['not-acceptable', 406, 'KestraError', 'KMCP_REFUSED'],
  ['payload-too-large', 413, 'InvalidError', 'KMCP_INVALID'],
  ['unsupported-media-type', 415, 'KestraError', 'KMCP_REFUSED'],
  ['too-many-requests', 429, 'RateLimitedError', 'KMCP_RATE_LIMITED'],
  ['ai-request-failed', 422, 'KestraError', 'KMCP_REFUSED'],
  ['internal-error', 500, 'ServerError', 'KMCP_SERVER_ERROR'],
  ['migration-required', 503, 'ServerError', 'KMCP_SERVER_ERROR'],
  ['service-unavailable', 503, 'ServerError', 'KMCP_SERVER_ERROR'],
  ['timeout', 504, 'TimedOutError', 'KMCP_TIMED_OUT'],
  ['feature-disabled', 403, 'ForbiddenError', 'KMCP_FORBIDDEN'],
  ['license-limit-exceeded', 403, 'ForbiddenError', 'KMCP_FORBIDDEN'],
  ['policy-violation', 403, 'ForbiddenError', 'KMCP_FORBIDDEN'],
  ['resource-leased', 423, 'LockedError', 'KMCP_LOCKED'],
  ['invalid-credentials', 400, 'InvalidError', 'KMCP_INVALID'],
  ['password-policy-violation', 422, 'InvalidError', 'KMCP_INVALID'],
  ['app-error', 422, 'InvalidError', 'KMCP_INVALID'],
];

describe('a type of problem', () => {
  it.each(ALL)('%s (%i) is a %s, %s', (slug, status, name, code) => {
    const error = problem(slug, status);
    expect(error).toMatchObject({ name, code, status, problem: slug, said: 'D' });
    expect(error.message).toBe(`Kestra answered ${status} to GET /x: D`);
  });

  it.each(ALL)('%s is told by its type, whatever the status', (slug, _, name, code) => {
    expect(problem(slug, 418)).toMatchObject({ name, code, status: 418 });
  });

  it.each([
    ['of-tomorrow', 409, 'ConflictError'],
    ['of-tomorrow', 404, 'NotFoundError'],
    ['of-tomorrow', 507, 'ServerError'],
    ['of-tomorrow', 418, 'KestraError'],
    ['constructor', 422, 'InvalidError'],
  ])('"%s", which is not known, is taken by its status %i', (slug, status, name) => {
    expect(problem(slug, status)).toMatchObject({ name, problem: slug });
  });

  it('need not be one of Kestra', () => {
    const body = '{"title":"Forbidden","status":403,"detail":"Not from here","type":"about:blank"}';
    const error = errorFromAnswer('GET /x', { status: 403, body }, asked);
    expect(error).toMatchObject({ name: 'ForbiddenError', said: 'Not from here', problem: undefined });
    const bare = { status: 403, body: '{"detail":"No"}', contentType: 'application/problem+json' };
    expect(errorFromAnswer('GET /x', bare, asked)).toMatchObject({ name: 'ForbiddenError', said: 'No' });
  });
});

describe('the hint', () => {
  it('of a route is about the usual problem of a status, not about rarer ones', () => {
    const hints = { 403: 'OURS', 503: 'OURS' };
    expect(problem('forbidden', 403, {}, hints).hint).toBe('OURS');
    expect(problem('of-tomorrow', 403, {}, hints).hint).toBe('OURS');
    expect(problem('feature-disabled', 403, {}, hints).hint).toContain('license');
    expect(problem('migration-required', 503, {}, hints).hint).toContain('migrate');
  });

  it.each([
    ['create flow again', 'Choose another id, or update the existing one.'],
    ['execute disabled flow', 'Its current state does not allow this. Read the state first.'],
    ['flows search with a bearer token', 'The request was sent with CREDENTIALS.'],
    [
      'create dashboard',
      expect.stringContaining('version or edition of Kestra does not accept this request'),
    ],
    ['execute unknown flow', 'Check the id: list or search first to see what exists.'],
    ['unknown route', expect.stringMatching(/^Check the id: .* may not have the route\.$/)],
    [
      'file create, no file part',
      expect.stringMatching(/does not say which .* each file is sent as a file\.$/),
    ],
    ['change status, bad', expect.stringContaining('values from a fixed list (such as states')],
    ['backfill, start without offset', expect.stringContaining('needs an offset, such as Z')],
    ['search executions, date without offset', expect.stringContaining('a date without an offset (Z or')],
    ['file move, target exists', expect.stringContaining('a file moved onto another')],
    ['search executions, bad state', undefined],
  ])('of the recorded "%s"', (name, hint) => {
    const { status = 0, text = '' } = recorded(name, '2.0-oss');
    expect(errorFromAnswer('GET /x', { status, body: text }, asked).hint).toEqual(hint);
  });
});

it('an answer of 2.0 is told whole', () => {
  const { status = 0, text = '' } = recorded('kill by ids, finished', '2.0-oss');
  expect(describeError(errorFromAnswer('DELETE /x', { status, body: text }, asked))).toBe(
    'Kestra answered 400 to DELETE /x: One or more executions could not be killed.\n' +
      '- 4V3ObSvt4grgmr7cSshKIR: execution already finished\n' +
      '- 0000000000000000000000: execution not found\n' +
      'Nothing was done. Leave out the items named here and try again.',
  );
});
