/** A field of a form, as in MCP: no objects, and lists only of choices. */
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

/** A question to the user, as a form. */
export interface Question {
  /** Identifies the question within the call. Must be the same each time the handler runs. */
  key: string;
  /** The text that the user reads, without formatting. Quote parts from Kestra with `quoted`. */
  message: string;
  /** The fields. Never ask for a secret: clients may show and keep what is typed. */
  fields: Readonly<Record<string, Field>>;
  /** What the reply is bound to, if the question may differ between rounds. Default: the whole question. Not shown. */
  about?: unknown;
  /** Fields that must be filled in. */
  required?: readonly string[];
}

/** The reply. Accepted content is exactly what the client sent: validate it like any argument. */
export type Reply =
  | { action: 'accept'; content: Readonly<Record<string, unknown>> }
  /** The user declined, closed the form, or did not reply in time, or the client could not show the form. */
  | { action: 'decline' | 'cancel' | 'timeout' | 'failed' };
