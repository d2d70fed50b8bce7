import { expect } from '@jest/globals';
import * as z from 'zod';
import { callTool } from '../../../core/src/call/call.js';
import type { ToolsConfig } from '../../../core/src/config/config.js';
import { flow_id } from '../../../core/src/plugin/author/atoms.js';
import type { ToolHandler } from '../../../core/src/plugin/author/declaration.js';
import { definePlugin, defineTool } from '../../../core/src/plugin/author/define.js';
import { redactor } from '../../../core/src/response/redact.js';
import { select } from '../../../core/src/selection/selection.js';
import { registryOf } from '../plugins/things.js';
import { CONTEXT, callServices } from './runtime.js';

export interface Setup {
  handler?: ToolHandler<object, object>;
  config?: Partial<ToolsConfig>;
  signal?: AbortSignal;
  compact?: boolean;
  callMs?: number;
}
/** How messages name the plugin of these tools. */
export const PLUGIN = 'the plugin p inline (/config.ts)';
/** What the last call logged. */
export const ended: string[] = [];
/** What the last call reported as the plugin's fault. */
export const faults: string[] = [];

/** Calls a tool with the given handler. The default handler returns its input. */
export async function call(name: string, given: Record<string, unknown>, setup: Setup = {}) {
  const { handler = (input) => input, config, signal = CONTEXT.signal, compact, callMs = 60_000 } = setup;
  const group = { name: 'things', title: 'Things' };
  const common = { group, description: 'D.', handler: handler as () => object };
  const get = defineTool({
    ...{ ...common, name: 'get_thing', effect: 'read', ...(compact !== undefined && { compact }) },
    input: z.strictObject({ flow_id }),
    output: z.looseObject({ flow_id: z.string().optional() }),
  });
  const manage = defineTool({
    ...{ ...common, name: 'manage_thing' },
    input: z.strictObject({
      action: z.enum(['get', 'set']),
      value: z.string().optional(),
      a: z.string().optional(),
    }),
    actions: { get: { effect: 'read' }, set: { effect: 'write', requires: ['value', 'a'] } },
    output: z.looseObject({}),
  });
  const make = defineTool({
    ...{ ...common, name: 'make_thing', effect: 'read' },
    switches: { auto_create: { effect: 'write' } },
    input: z.strictObject({ auto_create: z.boolean().default(false) }),
    output: z.looseObject({}),
  });
  const registry = await registryOf(definePlugin({ id: 'p', tools: [get, manage, make] }));
  const selection = select(registry, { enable: [], disable: [], readOnly: false, ...config });
  ended.length = 0;
  faults.length = 0;
  const services = callServices(selection, {
    callMs,
    redact: redactor(['hunter2', 'aHVudGVyMg==']),
    redactResult: redactor(['aHVudGVyMg==']),
    ended: (tool: string, _: number, error?: unknown) =>
      void ended.push(error === undefined ? `${tool} ok` : `${tool} failed`),
    fault: (text) => void faults.push(text),
  });
  return await callTool(services, name, given, { ...CONTEXT, signal });
}

/** Returns the error text of a call that must fail. */
export const failure = async (...given: Parameters<typeof call>): Promise<string> => {
  const { isError, content, structuredContent } = await call(...given);
  expect({ isError, structuredContent }).toEqual({ isError: true });
  return content.map((part) => (part.type === 'text' ? part.text : part.type)).join('|');
};
/** Valid arguments of `get_thing`. */
export const good = { flow_id: 'f' };
