import type { PromptMessage } from '../../plugin/author/prompt.js';
import type { SentContent } from '../../response/result.js';
import type { CallServices } from '../services.js';
import { attached } from './attached.js';
import { type Called, fault } from './fault.js';
import { fitting } from './fitting.js';

const MESSAGE = {
  required: ['role', 'text'],
  properties: { role: { enum: ['user', 'assistant'] }, text: { type: 'string' } },
};
const SCHEMA = {
  additionalProperties: false,
  required: ['messages'],
  properties: { messages: { items: MESSAGE, minItems: 1 } },
};

/** A message in MCP's format. Only texts are processed. */
export type SentMessage = { role: PromptMessage['role'] } & ({ text: string } | { content: SentContent });

/** Returns a prompt's messages as its handler gave them, masked and within the size limit. */
export function shapeMessages(services: CallServices, called: Called, value: unknown): SentMessage[] {
  const given = typeof value === 'string' ? [{ role: 'user', text: value }] : value;
  if (!Array.isArray(given) || given.length === 0 || !given.every(isMessage)) {
    throw fault(called, 'returned neither a text nor a list of messages.');
  }
  // An empty text holds the place of content that is not text.
  const messages = given.map((message) => ({
    role: message.role,
    text: 'text' in message ? message.text : '',
  }));
  const known = {
    schema: SCHEMA,
    narrower: 'The rest is longer than `limits.answerChars` allows.',
  };
  const { value: fitted, json, note = '' } = fitting(services, called, { messages }, known);
  const along = given.map((message) => ('content' in message ? [message.content] : []));
  const kept = along.slice(0, fitted.messages.length).flat();
  const sent = attached(services, called, kept, services.answerChars - json.length)[Symbol.iterator]();
  const said = fitted.messages.map(({ role, text }, index): SentMessage => {
    const content = along[index]?.length === 1 ? sent.next().value : undefined;
    return content === undefined ? { role, text } : { role, content };
  });
  // A text that was cut says so itself.
  const isShorter = fitted.messages.length < messages.length;
  return isShorter ? [...said, { role: 'user', text: note }] : said;
}

function isMessage(value: unknown): value is PromptMessage {
  const { role, text, content } = (value ?? {}) as Record<string, unknown>;
  const says =
    text === undefined
      ? typeof content === 'object' && content !== null
      : typeof text === 'string' && content === undefined;
  return (role === 'user' || role === 'assistant') && says;
}
