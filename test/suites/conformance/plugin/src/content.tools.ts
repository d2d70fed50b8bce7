import { Tool, ToolGroup, withContent } from '@kestra-mcp/core';
import { Nothing, PNG, Said, WAV } from './samples.js';

const image = { type: 'image', data: PNG, mimeType: 'image/png' } as const;
const common = { effect: 'read', input: Nothing, output: Said } as const;

/** Every kind of content in a result. */
@ToolGroup({ name: 'test_content', title: 'Content', instructions: 'see every kind of content.' })
export class ContentTools {
  @Tool({ ...common, name: 'test_simple_text', description: 'Answers with a text.' })
  simpleText() {
    return { text: 'This is a simple text response for testing.' };
  }

  @Tool({ ...common, name: 'test_image_content', description: 'Answers with a picture.' })
  imageContent() {
    return withContent({ text: 'A red pixel.' }, image);
  }

  @Tool({ ...common, name: 'test_audio_content', description: 'Answers with a sound.' })
  audioContent() {
    return withContent({ text: 'Silence.' }, { type: 'audio', data: WAV, mimeType: 'audio/wav' });
  }

  @Tool({ ...common, name: 'test_embedded_resource', description: 'Answers with a document.' })
  embeddedResource() {
    return withContent(
      { text: 'A document.' },
      {
        type: 'resource',
        uri: 'test://embedded-resource',
        content: 'This is an embedded resource content.',
      },
    );
  }

  @Tool({ ...common, name: 'test_multiple_content_types', description: 'Answers with all of these.' })
  multipleContentTypes() {
    return withContent({ text: 'Multiple content types test:' }, image, {
      type: 'resource',
      uri: 'test://mixed-content-resource',
      mimeType: 'application/json',
      content: '{"test":"data","value":123}',
    });
  }
}
