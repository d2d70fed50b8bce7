import { maskSecrets } from '@kestra-mcp/core';
import { nearestLines } from './nearest-lines.js';
import { lineAt } from './occurrences.js';

/** Longest text that is quoted. */
const QUOTED = 600;

/** Why a text is not found in a flow, as far as it can be told, with what is there instead. */
export function whyMissing(source: string, find: string, before: string): string {
  // Of a secret over several lines no single line is to be shown.
  const text = maskSecrets(source);
  return (
    otherLineEnds(text, find) ??
    otherSpace(text, find) ??
    otherForm(text, find) ??
    (before.includes(find)
      ? 'An earlier edit changed that text. Each edit is applied to the result of the ones before it.'
      : `"find" does not occur in the flow. ${nearestLines(text, find)}`)
  );
}

function otherLineEnds(text: string, find: string): string | undefined {
  const [flow, wanted] = [text, find].map((each) => each.replace(/\r\n?/g, '\n')) as [string, string];
  const at = flow.indexOf(wanted);
  // Only a text of several lines, or with a CR in it, has ends that differ.
  if (at < 0 || (wanted === find && !find.includes('\n'))) return undefined;
  const line = lineAt(flow, at);
  const ends = text.includes('\r\n') && !find.includes('\r') ? '\\r\\n' : '\\n';
  return `Only the line ends differ: those of the flow are ${ends} at line ${line}. Use the same in "find" and "replace".`;
}

function otherSpace(text: string, find: string): string | undefined {
  const wanted = find.replace(/\s+/g, '');
  if (wanted === '') return '"find" is white space that does not occur in the flow.';
  const { dense, places } = withoutSpace(text);
  const at = dense.indexOf(wanted);
  if (at < 0) return undefined;
  const [start = 0, end = 0] = [places[at], (places[at + wanted.length - 1] ?? 0) + 1];
  const there = text.slice(start, end);
  const quoted = there.length > QUOTED ? '' : ` The flow has ${JSON.stringify(there)}.`;
  return `Only white space differs, at line ${lineAt(text, start)}.${quoted}`;
}

/** A text without white space, and where each of its characters was. */
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
  return 'The flow has the same text in another Unicode form (NFC or NFD). Copy it from there.';
}
