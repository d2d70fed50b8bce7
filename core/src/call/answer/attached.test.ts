import { describe, expect, it } from '@jest/globals';
import { call } from '../../../../test/support/host/call-thing.js';
import { type Content, withContent } from '../../plugin/author/content.js';
import { markIn } from '../../response/bound/cut-mark.js';

const PNG = Buffer.from('iVBORw0KGgo=', 'base64');
const SECRET = 'aHVudGVyMg==';
const image = { type: 'image', data: PNG, mimeType: 'image/png' } as const;

/** Returns the content that follows the JSON of a result. */
async function along(...content: unknown[]) {
  const handler = () => withContent({ flow_id: 'f' }, ...(content as Content[]));
  const {
    content: sent,
    structuredContent,
    isError,
  } = await call('get_thing', { flow_id: 'f' }, { handler });
  if (isError) return sent;
  expect(structuredContent).toEqual({ flow_id: 'f' });
  expect(sent[0]).toEqual({ type: 'text', text: '{"flow_id":"f"}' });
  return sent.slice(1);
}

describe('what comes along with a result', () => {
  it('is sent as MCP has it, in its order', async () => {
    expect(
      await along(
        image,
        { type: 'audio', data: PNG, mimeType: 'audio/wav' },
        { type: 'resource', uri: 'sla://a', content: 'kept' },
        { type: 'resource', uri: 'sla://b', content: PNG },
        { type: 'resource', uri: 'sla://c', content: '# kept', mimeType: 'text/markdown; charset=utf-8' },
      ),
    ).toEqual([
      { type: 'image', data: 'iVBORw0KGgo=', mimeType: 'image/png' },
      { type: 'audio', data: 'iVBORw0KGgo=', mimeType: 'audio/wav' },
      { type: 'resource', resource: { uri: 'sla://a', mimeType: 'text/plain', text: 'kept' } },
      {
        type: 'resource',
        resource: { uri: 'sla://b', mimeType: 'application/octet-stream', blob: 'iVBORw0KGgo=' },
      },
      {
        type: 'resource',
        resource: { uri: 'sla://c', mimeType: 'text/markdown; charset=utf-8', text: '# kept' },
      },
    ]);
  });

  it('has its secrets masked', async () => {
    const sent = await along(
      { type: 'resource', uri: `sla://${SECRET}`, content: `key: ${SECRET}` },
      { ...image, data: Buffer.from(`tEXt ${SECRET}`) },
    );
    expect(sent).toHaveLength(2);
    expect(JSON.stringify(sent)).not.toContain(SECRET);
    const { data } = sent[1] as { data: string };
    expect(Buffer.from(data, 'base64').toString()).toBe('tEXt ***masked by kestra-mcp***');
  });

  it('is left out where it is too large, which is said', async () => {
    const large = { ...image, data: Buffer.alloc(750_000, 1) };
    const over = { type: 'resource', uri: 'sla://b', content: Buffer.alloc(10, 1) };
    expect(await along(large, image, over)).toEqual([
      expect.objectContaining({ type: 'image' }),
      {
        type: 'text',
        text: 'The image (image/png) was left out: it has 8 bytes, and the attachments of a result can have 750000 in total.',
      },
      {
        type: 'text',
        text: 'The resource sla://b was left out: it has 10 bytes, and the attachments of a result can have 750000 in total.',
      },
    ]);
  });

  it('shares the room that an answer has for text', async () => {
    const text = { type: 'resource', uri: 'sla://a', content: 'x'.repeat(50_000) };
    const [first, second] = await along(text, text);
    const kept = (first as { resource: { text: string } }).resource.text;
    expect(markIn(kept)).toMatchObject({ whole: 50_000 });
    expect(kept.length).toBeLessThanOrEqual(40_000);
    expect(second).toEqual({
      type: 'text',
      text: 'The resource sla://a was left out: the result has reached `limits.answerChars`.',
    });
  });

  it.each<[string, unknown]>([
    ['returned content that is not an image, audio or a resource.', { type: 'video' }],
    ['returned content that is not an image, audio or a resource.', null],
    ['returned image content whose data is not bytes.', { ...image, data: 'iVBORw0KGgo=' }],
    ['returned content without a MIME type such as image/png.', { ...image, mimeType: 'png' }],
    ['returned a resource without a URI.', { type: 'resource', content: 'a' }],
    [
      'returned a resource that has neither text nor bytes.',
      { type: 'resource', uri: 'sla://a', content: {} },
    ],
  ])('is the mistake of the plugin where it %s', async (says, content) => {
    expect(await along(content)).toEqual([{ type: 'text', text: expect.stringContaining(says) }]);
  });
});
