import { expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { maskedBy } from '../../../core/src/response/bound/mask-scope.js';
import { MASK, redactor } from '../../../core/src/response/redact.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { get } from './file.js';
import { FileNames } from './names.js';

const kestra = useKestra();
const SECRET = 'x7Kp2qLm-98+b/Zz';
const ENDING = SECRET.slice(-6);

const read = (content: Buffer, offset: number) => {
  kestra.answers({
    'GET /main/namespaces/company/files': (_, response) => {
      response.end(content);
      return undefined;
    },
  });
  const client = new KestraClient(kestra.settings('2.0'));
  const asked = { namespace: 'company', path: '/a.txt', offset };
  return maskedBy(redactor([SECRET]), () => get(client, new FileNames(), asked, 40_000));
};

it('a part of a file never begins within a secret, wherever it begins', async () => {
  const file = Buffer.from(`token: ${SECRET}\nend`);
  for (let offset = 0; offset <= file.length; offset++) {
    const { content, size } = await read(file, offset);
    expect(content).not.toContain(ENDING);
    expect(size).toBe(file.length - SECRET.length + MASK.length);
  }
});

it('nor does a part of what is no text', async () => {
  const file = Buffer.concat([Buffer.from([0xff, 0]), Buffer.from(SECRET), Buffer.from([0xff])]);
  for (let offset = 0; offset < file.length; offset++) {
    const { content, encoding } = await read(file, offset);
    expect(encoding === 'base64' ? Buffer.from(content, 'base64').toString('latin1') : content).not.toContain(
      ENDING,
    );
  }
});
