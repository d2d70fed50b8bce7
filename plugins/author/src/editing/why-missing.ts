import { maskSecrets } from '@kestra-mcp/core';
import { nearestLines } from './nearest-lines.js';
import { lineAt } from './occurrences.js';

/** Longest text to quote. */
const QUOTED = 600;

/** Explains as well as it can why a text does not occur in a flow, and quotes what does. */
export function whyMissing(source: string, find: string, before: string): string {
  // Mask first: no single line of a secret that spans several lines may be shown.
  const text = maskSecrets(source);
  return (
    otherLineEnds(text, find) ??
    otherSpace(text, find) ??
    otherForm(text, find) ??
    (before.includes(find)
      ? 'An earlier edit of this call changed that text. Each edit applies to the result of the edits before it.'
      : `"find" does not occur in the flow. ${nearestLines(text, find)}`)
  );
}

function otherLineEnds(text: string, find: string): string | undefined {
  const [flow, wanted] = [text, find].map((each) => each.replace(/\r\n?/g, '\n')) as [string, string];
  const at = flow.indexOf(wanted);
  // Line ends can differ only in a text that has several lines or a CR.
  if (at < 0 || (wanted === find && !find.includes('\n'))) return undefined;
  const line = lineAt(flow, at);
  const ends = text.includes('\r\n') && !find.includes('\r') ? '\\r\\n' : '\\n';
  return `Only the line endings differ: the flow has ${ends} at line ${line}. Use the same in "find" and "replace".`;
}

function otherSpace(text: string, find: string): string | undefined {
  const wanted = find.replace(/\s+/g, '');
  if (wanted === '') return '"find" is whitespace that does not occur in the flow.';
  const { dense, places } = withoutSpace(text);
  const at = dense.indexOf(wanted);
  if (at < 0) return undefined;
  const [start = 0, end = 0] = [places[at], (places[at + wanted.length - 1] ?? 0) + 1];
  const there = text.slice(start, end);
  const quoted = there.length > QUOTED ? '' : ` The flow has ${JSON.stringify(there)}.`;
  return `Only whitespace differs, at line ${lineAt(text, start)}.${quoted}`;
}

/** A text without whitespace, and the original index of each of its characters. */
function withoutSpace(text: string): { dense: string; places: Uint32Array } {
  const places = new Uint32Array(text.length);
  let dense = '';
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    for (let at = 0; at < word.length; at++) places[dense.length + at] = index + at;
    dense += word;
  }
  return { dense, places };
}

function otherForm(text: string, find: string): string | undefined {
  if (!text.normalize('NFC').includes(find.normalize('NFC'))) return undefined;
  return 'The flow has the same text in another Unicode normalization form (NFC or NFD). Copy the text from the flow.';
}
