import { readFileSync } from 'node:fs';
import type { Answer } from './use-kestra.js';

interface Recording {
  name: string;
  response: { status: number; contentType: string | null; headers?: Record<string, string>; body: unknown };
}

const { recordings } = JSON.parse(
  readFileSync(new URL('../../recordings/1.3-oss.json', import.meta.url), 'utf8'),
) as { recordings: Recording[] };

/** What a real Kestra 1.3 answered, by the recording's name. */
export function recorded(name: string): Answer {
  const found = recordings.find((recording) => recording.name === name);
  if (found === undefined) throw new Error(`There is no recording "${name}".`);
  const { status, contentType, headers = {}, body } = found.response;
  if (contentType === 'application/json') return { status, headers, json: body };
  return { status, headers, text: String(body) };
}

/** The JSON body of a recorded answer. */
export function recordedJson<T>(name: string): T {
  return recorded(name).json as T;
}
