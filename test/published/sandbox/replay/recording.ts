import { readFileSync } from 'node:fs';

/** A request that was sent to a real Kestra. */
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

/** The response of Kestra. */
export interface RecordedResponse {
  status: number;
  contentType: string | null;
  headers?: Record<string, string>;
  body?: unknown;
  /** For server-sent events: how long the recorder listened, and whether Kestra closed the stream. */
  stream?: { listenedSeconds: number; endedByServer: boolean };
}

export interface RecordedEntry {
  name: string;
  request: RecordedRequest;
  response: RecordedResponse;
}

/** The recorded entries of a file in test/recordings, in order. */
export function readRecordings(file: URL): RecordedEntry[] {
  const content: { recordings: RecordedEntry[] } = JSON.parse(readFileSync(file, 'utf8'));
  return content.recordings;
}

/** The beginning of a truncated body. Undefined for a complete one. */
export function cutStart(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('cut' in body) || !('start' in body)) return undefined;
  return String(body.start);
}
