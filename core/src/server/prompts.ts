import type { Server } from '@modelcontextprotocol/server';
import type { SentMessage } from '../call/answer/messages.js';
import type { CallContext } from '../plugin/author/context.js';
import { narrowedArguments } from '../selection/schema.js';
import { answered, toolContext } from './answer.js';
import { entered } from './ask/entered.js';
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
    const { name, arguments: given = {} } = params;
    const get = async (within: CallContext) => {
      const messages = await host.prompt(name, given, within);
      return { messages: messages.map(sent) };
    };
    const call = ['prompts/get', name, given, host.callerKey ?? ''];
    return answered(entered({ server, host }, { call, context: toolContext(context), run: get }, context));
  });
}
