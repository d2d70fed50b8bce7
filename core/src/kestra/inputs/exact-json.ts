/** A text in quotes, or a number; all else of JSON is neither. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const WHOLE = /^-?\d+$/;

/** JSON with each whole number as text that JavaScript would make another one of. */
export function exactJson(json: string): unknown {
  return JSON.parse(json.replace(TOKENS, (token) => (isLost(token) ? `"${token}"` : token)));
}

function isLost(token: string): boolean {
  return WHOLE.test(token) && !Number.isSafeInteger(Number(token));
}
