import { describe, expect, it } from '@jest/globals';
import { type Answer, type Reply, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';

const kestra = useKestra();
const execution = { id: 'e1', namespace: 'company.team', flowId: 'f', state: { current: 'SUCCESS' } };
const URI = 'kestra:///company/team/f/executions/e1/tasks/t/r/a.txt';
const FILE = 'GET /main/executions/e1/file';
const METAS = `${FILE}/metas`;
const files = (namespaces?: string[]) =>
  new KestraClient(kestra.settings('2.0'), namespaces && { namespaces }).executionFiles;
const part = (from: number, most: number) => files().part(execution, URI, { from, most });
const text = async (reading: Promise<Uint8Array>) => Buffer.from(await reading).toString();

describe('a part of a file', () => {
  it('is asked for, and cut out of all where Kestra sends all', async () => {
    kestra.answers({ [FILE]: { text: '0123456789' } });
    expect(await text(part(2, 3))).toBe('234');
    expect(kestra.lines).toEqual([`${FILE}?path=${URI}`]);
    expect(kestra.asked[0]?.headers).toMatchObject({ range: 'bytes=2-4', 'accept-encoding': 'identity' });
    expect(await text(part(8, 5))).toBe('89');
    expect(await text(part(20, 5))).toBe('');
  });

  it('is taken as it comes where a server gives parts', async () => {
    const partial = (range: string, body: string): Answer => ({
      status: 206,
      text: body,
      headers: { 'content-range': range },
    });
    kestra.answers({ [FILE]: partial('bytes 2-4/10', '234') });
    expect(await text(part(2, 3))).toBe('234');
    kestra.answers({ [FILE]: partial('bytes 0-4/10', '01234') });
    expect(await text(part(2, 3))).toBe('234');
    kestra.answers({ [FILE]: partial('bytes 5-9/10', '56789') });
    await expect(part(2, 3)).rejects.toMatchObject({ code: 'KMCP_TOO_LARGE' });
  });

  it('of a file that has no end is read all the same, and no further', async () => {
    let closed: () => void = () => undefined;
    const end = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const endless: Reply = (_, response) => {
      const more = (error?: Error | null) =>
        error || response.destroyed ? closed() : void response.write('x'.repeat(65_536), more);
      response.on('error', () => undefined);
      more();
      return undefined;
    };
    kestra.answers({ [FILE]: endless });
    expect(await text(part(11_000_000, 4))).toBe('xxxx');
    await end;
  });

  it('that lies too far behind is not sought', async () => {
    kestra.answers({ [FILE]: { text: 'x' } });
    expect(await part(300_000_000, 4).catch(describeError)).toMatch(
      /begins at byte 300000000 was not read.*\nRead the file from the beginning/,
    );
  });
});

it('says how large a file is, and that one is gone', async () => {
  kestra.answers({ [METAS]: { json: { size: 8 } } });
  expect(await files().size(execution, URI)).toBe(8);
  expect(kestra.lines).toEqual([`${METAS}?path=${URI}`]);
  kestra.answers({ [METAS]: { status: 404 } });
  expect(await files().size(execution, URI)).toBeUndefined();
});

describe('a file of somebody else', () => {
  const other = 'kestra:///other/f/executions/e2/tasks/t/r/a.txt';

  it('is asked for by nobody', async () => {
    expect(await files().size(execution, other).catch(describeError)).toMatch(
      /is not a file of the execution e1/,
    );
    expect(await files().part(execution, other, { from: 0, most: 1 }).catch(describeError)).toMatch(
      /is not a file of the execution e1/,
    );
    expect(kestra.lines).toEqual([]);
  });

  it('is kept where an execution names it and the server is fixed to other namespaces', async () => {
    const naming = { ...execution, outputs: { uri: other } };
    kestra.answers({
      'GET /main/executions/e2/file/metas': { json: { size: 1 } },
      'GET /main/executions/e2': { json: { ...naming, namespace: 'other' } },
    });
    // Kestra would redirect there.
    expect(await files().size(naming, other)).toBe(1);
    expect(kestra.lines).toEqual([`GET /main/executions/e2/file/metas?path=${other}`]);
    expect(await files(['company', 'other']).size(naming, other)).toBe(1);
    kestra.answers({});
    await expect(files(['company']).size(naming, other)).rejects.toMatchObject({ code: 'KMCP_OUTSIDE' });
    await expect(files(['company']).part(naming, other, { from: 0, most: 1 })).rejects.toMatchObject({
      code: 'KMCP_OUTSIDE',
    });
    expect(kestra.lines).toEqual([]);
  });
});
