import { describe, expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';
import { KestraHttp } from '../wire/http.js';
import type { KestraRequest } from '../wire/request.js';
import { route } from '../wire/route.js';
import { Fence } from './fence.js';

const kestra = useKestra();
const client = (version = '1.3') =>
  new KestraClient(kestra.settings(version), { namespaces: ['company', 'shared'] });
const http = () => new KestraHttp(kestra.settings(), false, new Fence(['company', 'shared']));
const ALLOWED = 'Allowed: company, shared (and the namespaces below them).';

const refusal = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'no error', describeError);

describe('a namespace', () => {
  it('outside is refused before anything is sent, and what there is outside is not told', async () => {
    expect(await refusal(client().flows.get('other', 'x'))).toBe(
      `GET /main/flows/other/x was not sent: the namespace "other" is outside this server's fixed namespaces.\n${ALLOWED}`,
    );
    expect(kestra.lines).toEqual([]);
  });

  it('that is allowed, or below an allowed one, costs no other request', async () => {
    kestra.answers({ 'GET /main/flows/company/x': { json: {} }, 'GET /main/flows/shared.a/x': { json: {} } });
    await client().flows.get('company', 'x');
    await client().flows.get('shared.a', 'x');
    expect(kestra.lines).toEqual(['GET /main/flows/company/x', 'GET /main/flows/shared.a/x']);
  });

  it('left out is no way around', async () => {
    const request: KestraRequest = { path: route`some/search`, within: { namespace: undefined } };
    expect(await refusal(http().json(request))).toBe(
      `GET /main/some/search was not sent: it names no namespace, and this server has fixed namespaces.\n${ALLOWED}`,
    );
  });

  it('in a body is held as well, whatever the request says', async () => {
    const request = { method: 'PUT', path: route`some`, within: { namespace: 'company' } } as const;
    const bodies = [{ namespace: 'other' }, [{ namespace: 'company' }, { namespace: 'companyx' }]];
    for (const json of bodies)
      expect(await refusal(http().json({ ...request, json }))).toContain('was not sent');
    expect(kestra.lines).toEqual([]);
  });

  it('in a YAML is held, when it is created and when it is updated', async () => {
    const { flows, apps, tests } = client();
    const yaml = 'id: x\nnamespace: other';
    const text = `was not sent: the namespace "other" in its YAML is outside this server's fixed namespaces.\n${ALLOWED}`;
    expect(await refusal(flows.create(yaml))).toBe(`POST /main/flows ${text}`);
    expect(await refusal(flows.update('company', 'x', yaml))).toBe(`PUT /main/flows/company/x ${text}`);
    expect(await refusal(apps.create(yaml))).toBe(`POST /main/apps ${text}`);
    expect(await refusal(tests.create(yaml))).toBe(`POST /main/tests ${text}`);
    expect(await refusal(tests.update('company', 'x', yaml))).toBe(`PUT /main/tests/company/x ${text}`);
    expect(kestra.lines).toEqual([]);
  });

  it('is all that is looked at in a YAML, which is sent as it is', async () => {
    const yaml = 'id: x\nnamespace: company.team # mine\n';
    kestra.answers({ 'POST /main/flows': { json: {} } });
    await client().flows.create(yaml);
    expect(kestra.asked.map(({ body }) => body)).toEqual([yaml]);
  });
});

describe('what is of no namespace', () => {
  it('is refused when it is of the tenant or the instance, even to be read', async () => {
    expect(await refusal(client().groups.get('g'))).toBe(
      `GET /main/groups/g was not sent: it covers the whole tenant, and this server has fixed namespaces.\n${ALLOWED}`,
    );
    expect(await refusal(client().banners.list())).toBe(
      `GET /banners/search was not sent: it covers the whole instance, and this server has fixed namespaces.\n${ALLOWED}`,
    );
    expect(await refusal(client().dashboards.create('title: x\nnamespace: company'))).toContain(
      'whole tenant',
    );
    expect(kestra.lines).toEqual([]);
  });

  it('is sent when it is no secret, but never as a write', async () => {
    kestra.answers({
      'GET /configs': { json: { version: '1.3.0' } },
      'POST /main/ai/generate/flow': { text: 'id: x' },
    });
    expect(await client().instance.configuration()).toEqual({ version: '1.3.0' });
    expect(await client().ai.generateFlow({ prompt: 'a flow' })).toBe('id: x');
    for (const within of ['instance', 'names', 'answer'] as const) {
      expect(await refusal(http().json({ method: 'POST', path: route`x`, within }))).toContain(
        'was not sent',
      );
    }
    expect(kestra.lines).toHaveLength(2);
  });
});

describe('a path of namespace files', () => {
  it.each(['/../other/a', '/a/../../x', '..', '/a/..', '/%2e%2E/x', '\\..\\x'])(
    '%s stays inside',
    async (path) => {
      const { files } = client();
      const attempts = [
        () => files.read('company', path),
        () => files.list('company', path),
        () => files.move('company', '/a', path),
      ];
      for (const attempt of attempts) {
        expect(await refusal(attempt())).toContain(
          `was not sent: the path "${path}" points outside the namespace.`,
        );
      }
      expect(kestra.lines).toEqual([]);
    },
  );

  it.each(['/_flows/x.yaml', '_flows', '//./_flows/x.yaml'])('%s makes no flow', async (path) => {
    const { files } = client();
    const content = new TextEncoder().encode('id: x\nnamespace: other');
    expect(await refusal(files.write('company', path, content))).toContain('files below /_flows');
    expect(await refusal(files.move('company', '/a', path))).toContain('files below /_flows');
    expect(kestra.lines).toEqual([]);
  });

  it('may have dots in its names', async () => {
    kestra.answers({ 'POST /main/namespaces/company/files': {} });
    await client().files.write('company', '/a..b/.../_flows', new Uint8Array());
    expect(kestra.lines).toHaveLength(1);
  });
});
