import { LARGEST_APP } from '@kestra-mcp/core/host';

/** What keeps a page from being shown by every client; each goes on from its name. */
export function appFaults(html: string): string[] {
  const bytes = Buffer.byteLength(html);
  return [
    ...(bytes > LARGEST_APP ? [`has ${bytes} bytes; it may have ${LARGEST_APP}.`] : []),
    ...(/^\s*<!doctype html>/i.test(html) ? [] : ['does not begin with <!doctype html>.']),
    ...outside(html).map((what) => `loads something from outside, which clients refuse: ${what}`),
  ];
}

/** What a browser would fetch: by an attribute, or in a style sheet. `data:` and places within the page are inside. */
const REFERENCES = [
  /<(?:script|img|iframe|audio|video|source|embed|input|track|image|use|object)\b[^>]*?\s(?:src|srcset|href|xlink:href|poster|data)\s*=\s*["']?(?!data:|#|["'])[^"'>\s]+/gi,
  /<link\b[^>]*?\shref\s*=\s*["']?(?!data:|#)[^"'>\s]+/gi,
  /<base\b[^>]*>/gi,
  /url\(\s*["']?(?:https?:)?\/\/[^)]{1,100}/gi,
  /\bfetch\(\s*["'`](?:https?:)?\/\/[^"'`]{1,100}/gi,
  /@import\s+[^;]{1,100}/gi,
];

function outside(html: string): string[] {
  return REFERENCES.flatMap((reference) => html.match(reference) ?? []).map((text) => text.slice(0, 120));
}
