/** One field of a form, as MCP has them: no objects, and lists only of choices. */
export type Field = { title?: string; description?: string } & (
  | {
      type: 'string';
      format?: 'email' | 'uri' | 'date' | 'date-time';
      minLength?: number;
      maxLength?: number;
      enum?: string[];
      default?: string;
    }
  | { type: 'number' | 'integer'; minimum?: number; maximum?: number; default?: number }
  | { type: 'boolean'; default?: boolean }
  | {
      type: 'array';
      items: { type: 'string'; enum: string[] };
      minItems?: number;
      maxItems?: number;
      default?: string[];
    }
);

/** A question to the person at the client, as a form. */
export interface Question {
  /** Names it within the call, and is the same each time the call is entered. */
  key: string;
  /** What the person reads: plain text. What came from Kestra in it is best quoted, with `quoted`. */
  message: string;
  /** Never one for a secret: clients may show and keep what is typed. */
  fields: Readonly<Record<string, Field>>;
  /** What the answer is bound to in the place of all that is asked, where that may differ between the rounds. Not shown. */
  about?: unknown;
  /** Fields without which the form cannot be sent. */
  required?: readonly string[];
}

/** How the question ended. What was accepted is as the client sent it: judge it as any argument. */
export type Reply =
  | { action: 'accept'; content: Readonly<Record<string, unknown>> }
  /** The person said no, closed the question, or did not answer in time; or the client could not show it. */
  | { action: 'decline' | 'cancel' | 'timeout' | 'failed' };
