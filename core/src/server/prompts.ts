import type { Server } from '@modelcontextprotocol/server';
import type { SentMessage } from '../call/answer/messages.js';
import { narrowedArguments } from '../selection/schema.js';
import { answered, toolContext } from './answer.js';
import { type ServedHost } from './served-host.js';

function sent(message: SentMessage) {
  const { role } = message;
  return {
    role,
    content: 'text' in message ? { type: 'text' as const, text: message.text } : message.content,
  };
}

/** `prompts/list` and `prompts/get` over what is enabled. */
export function servePrompts(server: Server, host: ServedHost): void {
  server.setRequestHandler('prompts/list', () => {
    setImmediate(() => host.listed());
    const { prompts, fixed } = host.selection();
    return {
      prompts: [...prompts.values()].flatMap(({ enabled, feature: { manifest } }) => {
        const { name, title, description } = manifest;
        const shown = {
          name,
          ...(title && { title }),
          description,
          arguments: narrowedArguments(manifest, fixed),
        };
        return enabled ? [shown] : [];
      }),
    };
  });
  server.setRequestHandler('prompts/get', async ({ params }, context) => {
    const messages = await answered(host.prompt(params.name, params.arguments ?? {}, toolContext(context)));
    return { messages: messages.map(sent) };
  });
}
