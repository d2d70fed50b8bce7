import type { Server } from '@modelcontextprotocol/server';
import type { SentMessage } from '../call/answer/messages.js';
import type { FixedParameters } from '../config/config.js';
import type { CallContext } from '../plugin/author/context.js';
import type { PromptManifest } from '../plugin/manifest/manifest.js';
import { narrowedArguments } from '../selection/schema.js';
import { answered, toolContext } from './answer.js';
import { entered } from './ask/entered.js';
import { pageOf } from './lists/page.js';
import { provisional } from './lists/provisional.js';
import { type ServedHost } from './served-host.js';

/** Serves `prompts/list` and `prompts/get` for everything that is enabled. */
export function servePrompts(server: Server, host: ServedHost): void {
  server.setRequestHandler('prompts/list', ({ params }, context) => {
    setImmediate(() => host.listed());
    const { prompts, fixed } = host.selection();
    const enabled = [...prompts.values()].filter((prompt) => prompt.enabled);
    const { items, nextCursor } = pageOf('prompts/list', enabled, params?.cursor);
    const shown = items.map(({ feature }) => listed(feature.manifest, fixed));
    return { prompts: shown, ...nextCursor, ...provisional(host, context) };
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

function listed(manifest: PromptManifest, fixed: FixedParameters) {
  const { name, title, description } = manifest;
  const shown = narrowedArguments(manifest, fixed).map(({ complete: _, ...argument }) => argument);
  return { name, ...(title && { title }), description, arguments: shown };
}

function sent(message: SentMessage) {
  const { role } = message;
  return {
    role,
    content: 'text' in message ? { type: 'text' as const, text: message.text } : message.content,
  };
}
