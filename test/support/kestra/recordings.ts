import { readFileSync } from 'node:fs';
import type { Answer } from './use-kestra.js';

interface Recording {
  name: string;
  request: { method: string; path: string; body?: unknown };
  response: { status: number; contentType: string | null; headers?: Record<string, string>; body: unknown };
}

export type File = '1.3-oss' | '1.3-oss-authoring' | '2.0-oss';

const files = new Map<File, Recording[]>();

function recordingsOf(file: File): Recording[] {
  const known = files.get(file);
  if (known !== undefined) return known;
  const path = new URL(`../../recordings/${file}.json`, import.meta.url);
  const { recordings } = JSON.parse(readFileSync(path, 'utf8')) as { recordings: Recording[] };
  files.set(file, recordings);
  return recordings;
}

/** The recorded response of a real Kestra, by its name. Default: version 1.3. */
export function recorded(name: string, file: File = '1.3-oss'): Answer {
  const found = recordingsOf(file).find((recording) => recording.name === name);
  if (found === undefined) throw new Error(`There is no recording "${name}" in ${file}.`);
  const { status, contentType, headers = {}, body } = found.response;
  if (contentType === 'application/json') return { status, headers, json: body };
  if (contentType?.endsWith('json')) {
    return { status, headers: { ...headers, 'content-type': contentType }, text: JSON.stringify(body) };
  }
  return { status, headers, text: String(body) };
}

/** The JSON body of a recorded answer. */
export function recordedJson<T>(name: string, file: File = '1.3-oss'): T {
  return recorded(name, file).json as T;
}

/** The names of the recordings of this route. */
export function recordedAt(path: string, file: File): string[] {
  return recordingsOf(file)
    .filter(({ request }) => request.path === path)
    .map(({ name }) => name);
}

/** The names of the recordings in which Kestra accepted YAML: saved flows and successful validations. */
export function takenSources(file: File): string[] {
  return recordingsOf(file)
    .filter(({ request: { method, path, body }, response }) => {
      const isSource =
        method !== 'GET' && /^\/main\/flows(\/|$)/.test(path) && String(body).includes('tasks:');
      return (
        isSource && response.status === 200 && !JSON.stringify(response.body ?? '').includes('"constraints"')
      );
    })
    .map(({ name }) => name);
}

/** The request body, as text. */
export function sentBody(name: string, file: File): string {
  const found = recordingsOf(file).find((recording) => recording.name === name);
  if (found === undefined) throw new Error(`There is no recording "${name}" in ${file}.`);
  const { body } = found.request;
  return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}
