import type { PromptMessage } from '../../plugin/author/prompt.js';
import type { CallServices } from '../services.js';
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

/** What a handler gave for a prompt, masked and no longer than an answer may be. */
export function shapeMessages(services: CallServices, called: Called, value: unknown): PromptMessage[] {
  const given = typeof value === 'string' ? [{ role: 'user', text: value }] : value;
  if (!Array.isArray(given) || given.length === 0 || !given.every(isMessage)) {
    throw fault(called, 'gave neither a text nor a list of messages.');
  }
  const messages = given.map(({ role, text }) => ({ role, text }));
  const known = {
    schema: SCHEMA,
    narrower: 'The rest is longer than `limits.answerChars` lets a prompt be.',
  };
  const { value: fitted, note = '' } = fitting(services, called, { messages }, known);
  // A text that was cut says so by itself.
  const isShorter = fitted.messages.length < messages.length;
  return isShorter ? [...fitted.messages, { role: 'user', text: note }] : fitted.messages;
}

function isMessage(value: unknown): value is PromptMessage {
  const { role, text } = (value ?? {}) as Record<string, unknown>;
  return (role === 'user' || role === 'assistant') && typeof text === 'string';
}
