import { LARGEST_APP } from '@kestra-mcp/core/host';

/** Finds what keeps some clients from showing a page. Each text continues a sentence that begins with its name. */
export function appFaults(html: string): string[] {
  const bytes = Buffer.byteLength(html);
  return [
    ...(bytes > LARGEST_APP ? [`is ${bytes} bytes long. At most ${LARGEST_APP} bytes are allowed.`] : []),
    ...(/^\s*<!doctype html>/i.test(html)
      ? []
      : ['does not begin with <!doctype html>. Add it as the first line.']),
    ...outside(html).map(
      (what) => `loads something from outside, which clients block. Put it into the page: ${what}`,
    ),
  ];
}

/** What a browser would fetch, from an attribute or a style sheet. `data:` URLs and anchors in the page are fine. */
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
