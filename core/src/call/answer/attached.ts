import { cutMasked } from '../../response/bound/cut-text.js';
import { maskedBytes } from '../../response/redact.js';
import type { SentContent } from '../../response/result.js';
import type { CallServices } from '../services.js';
import { type Called, fault } from './fault.js';

/**
 * Most characters of base64 in one result. Pictures do not count as text, because clients show them and do not cut
 * them. A message of several megabytes crashes some clients, though.
 */
const MOST_BASE64 = 1_000_000;
/** With less room than this, little more than the truncation mark would remain of a text. */
const SHORTEST_TEXT = 200;

type Given = { type?: unknown; data?: unknown; mimeType?: unknown; uri?: unknown; content?: unknown };
/** How much room the result still has. */
type Room = { text: number; base64: number };

/** Returns the content attached to a result, masked. It leaves out what does not fit, and a text says so. */
export function attached(
  services: CallServices,
  called: Called,
  content: readonly unknown[],
  text: number,
): SentContent[] {
  const room = { text, base64: MOST_BASE64 };
  return content.map((each) => {
    const given = (typeof each === 'object' && each !== null ? each : {}) as Given;
    if (given.type === 'image' || given.type === 'audio') return media(services, called, given, room);
    if (given.type === 'resource') return embedded(services, called, given, room);
    throw fault(called, 'returned content that is not an image, audio or a resource.');
  });
}

function media(services: CallServices, called: Called, given: Given, room: Room): SentContent {
  const { type, data, mimeType } = given as { type: 'image' | 'audio'; data?: unknown; mimeType?: unknown };
  if (!(data instanceof Uint8Array)) throw fault(called, `returned ${type} content whose data is not bytes.`);
  const kind = typeOf(called, mimeType);
  const blob = base64(services, data, room);
  if (blob === undefined) return tooLarge(`The ${type} (${kind})`, data);
  return { type, data: blob, mimeType: kind };
}

function embedded(services: CallServices, called: Called, given: Given, room: Room): SentContent {
  const { uri: address, content, mimeType } = given;
  if (typeof address !== 'string' || address === '')
    throw fault(called, 'returned a resource without a URI.');
  const uri = services.redactResult(address);
  if (typeof content === 'string') {
    const masked = services.redactResult(content);
    if (room.text < SHORTEST_TEXT && masked.length > room.text) return noRoom(`The resource ${uri}`);
    const text = cutMasked(masked, room.text);
    room.text -= JSON.stringify(text).length;
    return { type: 'resource', resource: { uri, mimeType: typeOf(called, mimeType ?? 'text/plain'), text } };
  }
  if (!(content instanceof Uint8Array))
    throw fault(called, 'returned a resource that has neither text nor bytes.');
  const kind = typeOf(called, mimeType ?? 'application/octet-stream');
  const blob = base64(services, content, room);
  if (blob === undefined) return tooLarge(`The resource ${uri}`, content);
  return { type: 'resource', resource: { uri, mimeType: kind, blob } };
}

/** Returns undefined if there is no room, because part of a picture is useless. */
function base64({ redactResult }: CallServices, bytes: Uint8Array, room: Room): string | undefined {
  if (bytes.byteLength > room.base64) return undefined;
  const text = Buffer.from(maskedBytes(bytes, redactResult)).toString('base64');
  if (text.length > room.base64) return undefined;
  room.base64 -= text.length;
  return text;
}

function typeOf(called: Called, mimeType: unknown): string {
  if (typeof mimeType === 'string' && /^[\w.+-]+\/[\w.+-]+(?:;[ -~]*)?$/.test(mimeType)) return mimeType;
  throw fault(called, 'returned content without a MIME type such as image/png.');
}

function tooLarge(what: string, { byteLength }: Uint8Array): SentContent {
  const most = Math.floor(MOST_BASE64 / 4) * 3;
  return {
    type: 'text',
    text: `${what} was left out: it has ${byteLength} bytes, and the attachments of a result can have ${most} in total.`,
  };
}

function noRoom(what: string): SentContent {
  return {
    type: 'text',
    text: `${what} was left out: the result has reached \`limits.answerChars\`.`,
  };
}
