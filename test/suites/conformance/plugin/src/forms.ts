import type { Wanted } from '@kestra-mcp/core';

export type Wants = Readonly<Record<string, Wanted>>;

/** A form with these fields. */
export function form(
  message: string,
  properties: object,
  required: string[] = Object.keys(properties),
): Wanted {
  return {
    method: 'elicitation/create',
    params: { message, requestedSchema: { type: 'object', properties, required } },
  };
}

/** A request to the client's model. */
export function modelSays(text: string): Wanted {
  const messages = [{ role: 'user', content: { type: 'text', text } }];
  return { method: 'sampling/createMessage', params: { messages, maxTokens: 100 } };
}

const [one, two, three] = ['option1', 'option2', 'option3'];
const titled = (word: string) =>
  ['First', 'Second', 'Third'].map((each, n) => ({ const: `value${n + 1}`, title: `${each} ${word}` }));

/** Every kind of field in the protocol. */
export const FORMS = {
  user: {
    username: { type: 'string', description: "User's response" },
    email: { type: 'string', description: "User's email address" },
  },
  name: { name: { type: 'string' } },
  color: { color: { type: 'string' } },
  ok: { ok: { type: 'boolean' } },
  defaults: {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  },
  enums: {
    untitledSingle: { type: 'string', enum: [one, two, three] },
    titledSingle: { type: 'string', oneOf: titled('Option') },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array', items: { type: 'string', enum: [one, two, three] } },
    titledMulti: { type: 'array', items: { anyOf: titled('Choice') } },
  },
} as const;
