/**
 * Parses a URL, or returns undefined. Does not use `URL.canParse`: once optimized by V8, Node 20 accepts invalid URLs.
 */
export function urlOf(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
