import type { Label } from '../flow/definition.js';
import { ApiError, illegalArgument } from '../http/envelope.js';

/** Reads the labels from `labels=key:value` parameters. Throws Kestra's error for others. */
export function parseLabels(texts: readonly string[]): Label[] {
  const labels = texts.map(parseLabel);
  refuseSystemLabels(labels);
  return labels.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Throws Kestra's 422 for labels that only Kestra may set. */
export function refuseSystemLabels(labels: readonly Label[]): void {
  const offending = labels.find(({ key }) => key.startsWith('system.'));
  if (!offending) return;
  const label = `${offending.key}=${offending.value}`;
  throw illegalArgument(`System labels can only be set by Kestra itself, offending label: ${label}`);
}

function parseLabel(text: string): Label {
  const colon = text.indexOf(':');
  if (colon < 0) throw unprocessable("Can't split the queryString parameter by ':'");
  const [key, value] = [text.slice(0, colon), text.slice(colon + 1)];
  if (key === '' || value === '') throw unprocessable("Can't have an empty part of queryString");
  if (/\s/.test(key)) throw unprocessable("Key of queryString can't contain a whitespace character");
  return { key, value };
}

const unprocessable = (detail: string) => new ApiError(422, `Unprocessable Entity: ${detail}`);
