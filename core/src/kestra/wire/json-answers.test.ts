import { describe, expect, it } from '@jest/globals';
import { describeError } from '../../foundation/errors.js';
import { jsonOfAnswer, jsonOfEvent } from './refusal.js';
import type { KestraRequest } from './request.js';
import { route } from './route.js';

const config = {
  ...{ baseUrl: 'http://k/api/v1', tenant: 'main', timeoutMs: 1 },
  auth: { kind: 'none' as const },
};
const request = (method: 'GET' | 'POST'): KestraRequest => ({
  ...{ method, path: route`flows/${'a'}`, within: { namespace: 'a' } },
});
const deep = (levels: number) => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;

function told(run: () => unknown): string {
  try {
    return `read: ${JSON.stringify(run()).length}`;
  } catch (error) {
    return describeError(error);
  }
}

describe('an answer that is nested', () => {
  const read = (text: string, method: 'GET' | 'POST' = 'GET') =>
    told(() => jsonOfAnswer({ text, contentType: 'application/json' }, request(method), config));

  it('as deep as Kestra writes is read', () => {
    expect(read(deep(1_000))).toBe(`read: ${deep(1_000).length}`);
  });

  it.each([1_002, 1_000_000])('%i levels deep is refused in few words', (levels) => {
    expect(read(deep(levels))).toBe(
      "Kestra's response to GET /main/flows/a is nested more than 1000 levels deep and cannot be processed.",
    );
  });

  it('says of what changes something that it may have been done', () => {
    expect(read(deep(1_002), 'POST')).toContain('Check before you repeat it');
  });
});

describe('an event that is no JSON', () => {
  it.each(['{"mess', 'null', '7', 'hello'])('is refused: %s', (data) => {
    expect(told(() => jsonOfEvent(data))).toMatch(/^An event in Kestra's stream is not valid JSON/);
  });
});
