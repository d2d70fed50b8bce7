import { KestraMcpError } from '../../foundation/errors.js';
import type { ResourceContent } from '../../plugin/author/resource.js';
import { jsonOf, NoJsonError } from '../../response/json.js';
import { maskedBytes } from '../../response/redact.js';
import type { CallServices } from '../services.js';
import { type Called, fault, titleOf } from './fault.js';
import { fitting, fittingText } from './fitting.js';

/** The content of a resource, in MCP's format. */
export type ReadResult = { mimeType: string } & ({ text: string } | { blob: string });

/** The error for content over the limit: a resource is read as a whole or not at all. */
const KNOWN = { schema: {}, narrower: 'The resource is longer than `limits.answerChars` allows.' };

/** Returns a resource's content as its handler gave it, masked and within the size limit. */
export function shapeContent(
  services: CallServices,
  called: Called,
  content: ResourceContent | undefined,
  declared: string | undefined,
): ReadResult {
  if (typeof content === 'string') {
    const mimeType = declared ?? 'text/plain';
    return { mimeType, text: textOf(services, called, content, mimeType) };
  }
  if (content instanceof Uint8Array) {
    return { mimeType: declared ?? 'application/octet-stream', blob: blobOf(services, called, content) };
  }
  if (typeof content === 'object' && content !== null) {
    const value = asJson(called, content) as object;
    return { mimeType: declared ?? 'application/json', text: fitting(services, called, value, KNOWN).json };
  }
  throw fault(called, 'returned something that is not text, bytes or an object.');
}

/** JSON stays valid JSON, whether the handler gave text or a value. */
function textOf(services: CallServices, called: Called, text: string, mimeType: string): string {
  const fitted = fittingText(services, text);
  if (fitted === services.redactResult(text) || !/[/+]json\b/.test(mimeType)) return fitted;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? fitting(services, called, value, KNOWN).json
      : fitted;
  } catch (error) {
    if (error instanceof SyntaxError) return fitted;
    throw error;
  }
}

/** Part of a picture is useless, so it is all or nothing. */
function blobOf({ answerChars, redactResult }: CallServices, called: Called, bytes: Uint8Array): string {
  const blob = Buffer.from(maskedBytes(bytes, redactResult)).toString('base64');
  if (blob.length <= answerChars) return blob;
  const what = `${titleOf(called)} has ${bytes.byteLength} bytes, which are ${blob.length} characters as base64`;
  throw new KestraMcpError('KMCP_TOO_LARGE', `${what}. A result can have at most ${answerChars}.`, {
    hint: 'The limit is `limits.answerChars` (KESTRA_MCP_ANSWER_CHARS).',
  });
}

function asJson(called: Called, content: object): unknown {
  try {
    return jsonOf(content);
  } catch (error) {
    throw error instanceof NoJsonError ? fault(called, `was read, but its content ${error.message}.`) : error;
  }
}
