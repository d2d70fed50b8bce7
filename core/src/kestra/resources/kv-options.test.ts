import { expect, it } from '@jest/globals';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import { InvalidError } from '../wire/errors.js';

const kestra = useKestra();
const kv = (version: string = '1.3') => new KestraClient(kestra.settings(version)).kv;

it.each(['0.23', '0.24', '1.0', '1.3', '2.0'])(
  'on %s the options are headers, only those given',
  async (version) => {
    kestra.answers({ 'PUT /main/namespaces/a/kv/k': recorded('kv put with ttl') });
    await kv(version).set('a', 'k', '1', { ttl: 'PT5M', description: 'Größe' });
    await kv(version).set('a', 'k', '1', { description: '' });
    await kv(version).set('a', 'k', 'PT5M', { ttl: undefined });
    const headers = kestra.asked.map(({ headers: { ttl, description, 'content-type': type } }) => [
      ttl,
      description,
      type,
    ]);
    expect(headers).toEqual([
      ['PT5M', 'Größe', 'text/plain'],
      [undefined, '', 'text/plain'],
      [undefined, undefined, 'text/plain'],
    ]);
    expect(kestra.asked.map(({ body }) => body)).toEqual(['1', '1', 'PT5M']);
  },
);

it('a key that Kestra refuses is an error with its words', async () => {
  kestra.answers({ 'PUT /main/namespaces/a/kv/bad%20key': recorded('kv put, bad key') });
  const refused = kv().set('a', 'bad key', '1', {});
  await expect(refused).rejects.toBeInstanceOf(InvalidError);
  await expect(refused).rejects.toThrow('Key must start with an alphanumeric character');
});
