import { describe, expect, it } from '@jest/globals';
import { pageAt, uiAddress } from './ui-link.js';

const at = (baseUrl: string, more: object = {}) =>
  uiAddress({ baseUrl, tenant: 'main', auth: { kind: 'none' }, timeoutMs: 1, ...more });

describe('the address of the UI', () => {
  it.each([
    ['http://localhost:8080/api/v1', 'http://localhost:8080/ui/main'],
    ['https://k.example/team/kestra/api/v1', 'https://k.example/team/kestra/ui/main'],
    ['https://k.example/team/kestra/api/v1/', 'https://k.example/team/kestra/ui/main'],
    ['http://[::1]:8080/api/v1', 'http://[::1]:8080/ui/main'],
    ['https://ada:s3cret@k.example/api/v1?token=s3cret#s3cret', 'https://k.example/ui/main'],
  ])('%s', (baseUrl, address) => {
    expect(at(baseUrl)).toBe(address);
  });

  it('has the tenant as one segment', () => {
    expect(at('http://h/api/v1', { tenant: 'a/b c' })).toBe('http://h/ui/a%2Fb%20c');
  });

  it.each(['file:///api/v1', 'javascript:alert(1)', 'nothing'])('is none for %s', (baseUrl) => {
    expect(at(baseUrl)).toBeUndefined();
  });

  it('is none where there is no UI', () => {
    expect(at('http://localhost:8080/api/v1', { ui: false })).toBeUndefined();
  });
});

describe('a page', () => {
  it('keeps each part one segment', () => {
    expect(pageAt('http://h/ui/main', 'executions', ['a.b', 'f g', 'e/1'])).toBe(
      'http://h/ui/main/executions/a.b/f%20g/e%2F1',
    );
  });

  it.each([[['a', undefined]], [['a', '']], [['..', 'f']], [['a', '.']], [[3]], [['\ud800']]])(
    'is none for %j',
    (parts) => {
      expect(pageAt('http://h/ui/main', 'flows', parts)).toBeUndefined();
    },
  );

  it('is none without a UI', () => {
    expect(pageAt(undefined, 'flows', ['a'])).toBeUndefined();
  });
});
