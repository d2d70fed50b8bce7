import { describe, expect, it } from '@jest/globals';
import { parseBaseUrl } from './base-url.js';

describe('parseBaseUrl', () => {
  it.each([
    ['http://localhost:8080', 'http://localhost:8080/api/v1'],
    ['http://localhost:8080/', 'http://localhost:8080/api/v1'],
    ['http://localhost:8080/api/v1', 'http://localhost:8080/api/v1'],
    [' HTTP://LocalHost:8080/api/v1// ', 'http://localhost:8080/api/v1'],
    ['https://host:443', 'https://host/api/v1'],
    ['https://host/kestra', 'https://host/kestra/api/v1'],
    ['https://host/kestra/api/v1/', 'https://host/kestra/api/v1'],
    ['http://[::1]:8080', 'http://[::1]:8080/api/v1'],
  ])('%s becomes %s', (given, baseUrl) => {
    expect(parseBaseUrl(given)).toEqual({ baseUrl });
  });

  it.each([
    ['http://h:8080/ui', 'http://h:8080/api/v1', undefined],
    ['http://h:8080/ui/', 'http://h:8080/api/v1', undefined],
    ['http://h:8080/ui/main/flows', 'http://h:8080/api/v1', 'main'],
    [
      'https://k.example/team/kestra/ui/data-team/executions/a/b/c',
      'https://k.example/team/kestra/api/v1',
      'data-team',
    ],
    ['http://h:8080/ui/main/flows?filters[q][EQUALS]=x#top', 'http://h:8080/api/v1', 'main'],
    ['http://h:8080/ui/flows', 'http://h:8080/api/v1', undefined],
    ['http://h:8080/ui/welcome', 'http://h:8080/api/v1', undefined],
    ['http://h:8080/api', 'http://h:8080/api/v1', undefined],
    ['https://k.example/kestra/api/', 'https://k.example/kestra/api/v1', undefined],
    ['http://h:8080/api/v1/main', 'http://h:8080/api/v1', 'main'],
    ['http://h:8080/api/v1/configs', 'http://h:8080/api/v1', undefined],
    ['https://gate/api/api/v1', 'https://gate/api/api/v1', undefined],
    ['https://gate/ui/api/v1', 'https://gate/ui/api/v1', undefined],
  ])('%s, as a browser has it, becomes %s of tenant %s', (given, baseUrl, tenant) => {
    expect(parseBaseUrl(given)).toEqual({ baseUrl, ...(tenant && { tenant }) });
  });

  it('takes the tenant from the end', () => {
    expect(parseBaseUrl('https://host/x/api/v1/data-team/')).toEqual({
      baseUrl: 'https://host/x/api/v1',
      tenant: 'data-team',
    });
  });

  it.each([
    ['localhost:8080', 'must be a URL that starts with http:// or https://, but is "localhost:8080".'],
    ['kestra', 'must be a URL that starts with http:// or https://, but is "kestra".'],
    ['ftp://u:hunter2@host', 'must be a URL that starts with http:// or https://.'],
    ['http://u:hunter2@ho st', 'must be a URL that starts with http:// or https://.'],
    [
      'http://u:hunter2@host',
      'must not contain credentials. Use KESTRA_USERNAME and KESTRA_PASSWORD instead.',
    ],
    ['http://host?token=hunter2', 'must not have a query or a fragment.'],
    ['http://host/#x', 'must not have a query or a fragment.'],
    [
      'http://host/ui/a%20b/flows',
      'does not end in a valid tenant id: the part after /ui must be a tenant id of letters, digits, "-" and "_" ' +
        'that starts with a letter or digit, but is "a%20b".',
    ],
    ['http://host/api/v1/main/flows', 'must not have anything but a tenant after /api/v1.'],
    [
      'http://host/api/v1/a%20b',
      'does not end in a valid tenant id: the part after /api/v1 must be a tenant id of letters, digits, "-" and "_" ' +
        'that starts with a letter or digit, but is "a%20b".',
    ],
  ])('refuses %s', (given, message) => {
    expect(() => parseBaseUrl(given)).toThrow(new Error(message));
  });
});
