/** Matches quoted texts and numbers. Nothing else in JSON looks like either. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const WHOLE = /^-?\d+$/;

/** Parses JSON, and returns whole numbers that JavaScript cannot represent exactly as text. */
export function exactJson(json: string): unknown {
  return JSON.parse(json.replace(TOKENS, (token) => (isLost(token) ? `"${token}"` : token)));
}

function isLost(token: string): boolean {
  return WHOLE.test(token) && !Number.isSafeInteger(Number(token));
}
