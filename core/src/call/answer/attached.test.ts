import { describe, expect, it } from '@jest/globals';
import { call } from '../../../../test/support/host/call-thing.js';
import { type Content, withContent } from '../../plugin/author/content.js';
import { markIn } from '../../response/bound/cut-mark.js';

const PNG = Buffer.from('iVBORw0KGgo=', 'base64');
const SECRET = 'aHVudGVyMg==';
const image = { type: 'image', data: PNG, mimeType: 'image/png' } as const;

/** What comes behind the JSON of a result. */
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
        text: "The image (image/png) is left out: it has 8 bytes, and all of an answer's have 750000 at most.",
      },
      {
        type: 'text',
        text: "The resource sla://b is left out: it has 10 bytes, and all of an answer's have 750000 at most.",
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
      text: 'The resource sla://a is left out: the answer is as long as `limits.answerChars` lets it be.',
    });
  });

  it.each<[string, unknown]>([
    ['gave content that is neither an image nor audio nor a resource.', { type: 'video' }],
    ['gave content that is neither an image nor audio nor a resource.', null],
    ['gave image content whose data are no bytes.', { ...image, data: 'iVBORw0KGgo=' }],
    ['gave content without a MIME type, such as image/png.', { ...image, mimeType: 'png' }],
    ['gave a resource without a URI.', { type: 'resource', content: 'a' }],
    ['gave a resource that holds neither text nor bytes.', { type: 'resource', uri: 'sla://a', content: {} }],
  ])('is the mistake of the plugin where it %s', async (says, content) => {
    expect(await along(content)).toEqual([{ type: 'text', text: expect.stringContaining(says) }]);
  });
});
