import { readFileSync } from 'node:fs';

/** What was sent to a real Kestra. */
export interface RecordedRequest {
  method: string;
  /** After `/api/v1`. */
  path: string;
  query?: Record<string, string | number | (string | number)[]> | null;
  auth: 'basic' | 'none' | 'wrong password' | 'bearer';
  headers?: Record<string, string>;
  contentType?: string | null;
  body?: unknown;
  form?: Record<string, string | readonly string[] | { filename: string; content: string }>;
}

/** What it answered. */
export interface RecordedResponse {
  status: number;
  contentType: string | null;
  headers?: Record<string, string>;
  body?: unknown;
  /** For server-sent events: how long was listened, and whether Kestra closed the stream. */
  stream?: { listenedSeconds: number; endedByServer: boolean };
}

export interface RecordedEntry {
  name: string;
  request: RecordedRequest;
  response: RecordedResponse;
}

/** The recorded entries of a file in test/recordings, in their order. */
export function readRecordings(file: URL): RecordedEntry[] {
  const content: { recordings: RecordedEntry[] } = JSON.parse(readFileSync(file, 'utf8'));
  return content.recordings;
}

/** The beginning of a body that was too long to keep; nothing for a whole one. */
export function cutStart(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('cut' in body) || !('start' in body)) return undefined;
  return String(body.start);
}
