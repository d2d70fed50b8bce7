/**
 * The URL that a text is; undefined for one that is none. `URL.canParse` is not asked: Node 20 takes some texts for URLs that
 * are none, once V8 has optimized the call.
 */
export function urlOf(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
