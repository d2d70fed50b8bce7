import { Prompt, type PromptMessage, Resource, ToolGroup } from '@kestra-mcp/core';
import * as z from 'zod';
import { PNG } from './samples.js';

const TwoArguments = z.strictObject({
  arg1: z.string().describe('First test argument'),
  arg2: z.string().describe('Second test argument'),
});
const Embedded = z.strictObject({ resourceUri: z.string().describe('URI of the resource to embed') });

/** Resources and prompts. */
@ToolGroup({ name: 'test_reading', title: 'Reading' })
export class Reading {
  @Resource({
    name: 'test_static_text',
    uri: 'test://static-text',
    description: 'A text.',
    mimeType: 'text/plain',
  })
  staticText() {
    return 'This is the content of the static text resource.';
  }

  @Resource({
    name: 'test_static_binary',
    uri: 'test://static-binary',
    description: 'A picture.',
    mimeType: 'image/png',
  })
  staticBinary() {
    return PNG;
  }

  @Resource({
    name: 'test_watched_resource',
    uri: 'test://watched-resource',
    description: 'What one can watch.',
    watch: true,
  })
  watched() {
    return { watched: true };
  }

  @Resource({
    name: 'test_template',
    uri: 'test://template/{id}/data',
    description: 'A document by its id.',
    complete: { id: ['7', '77', '123'] },
    mimeType: 'application/json',
  })
  template({ id }: { id: string }) {
    return { id, templateTest: true, data: `Data for ID: ${id}` };
  }

  @Prompt({ name: 'test_simple_prompt', description: 'A text.' })
  simple() {
    return 'This is a simple prompt for testing.';
  }

  @Prompt({
    name: 'test_prompt_with_arguments',
    description: 'Says its arguments.',
    input: TwoArguments,
    complete: { arg1: ['testValue1', 'testValue2'] },
  })
  withArguments({ arg1, arg2 }: z.output<typeof TwoArguments>) {
    return `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`;
  }

  @Prompt({ name: 'test_prompt_with_embedded_resource', description: 'Shows a document.', input: Embedded })
  withResource({ resourceUri: uri }: z.output<typeof Embedded>): PromptMessage[] {
    return [
      {
        role: 'user',
        content: { type: 'resource', uri, content: 'Embedded resource content for testing.' },
      },
      { role: 'user', text: 'Please process the embedded resource above.' },
    ];
  }

  @Prompt({ name: 'test_prompt_with_image', description: 'Shows a picture.' })
  withImage(): PromptMessage[] {
    return [
      { role: 'user', content: { type: 'image', data: PNG, mimeType: 'image/png' } },
      { role: 'user', text: 'Please analyze the image above.' },
    ];
  }
}
