/** Why a connection broke. */
export interface Reason {
  code: string;
  text: string;
  /** No data had arrived on it. */
  unread: boolean;
}

/** What Go, nginx and Apache reply to plain HTTP on an HTTPS port. */
const PLAIN_REFUSED =
  /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS|plain HTTP to an SSL/i;

/** What Node 20 and 24 report for a response that is not HTTP. */
const NO_HTTP = /\bHPE_|does not match the HTTP|Expected HTTP\//;

/** Message and hint if the base URL should use the other of http and https. Undefined if nothing indicates that. */
export function otherScheme(baseUrl: string, reason: Reason): { words: string; hint: string } | undefined {
  const { code, text, unread } = reason;
  if (baseUrl.startsWith('https:')) {
    // A plaintext response, parsed as TLS.
    if (!/WRONG_VERSION_NUMBER|PACKET_LENGTH|wrong version number|packet length/i.test(`${code} ${text}`))
      return undefined;
    return {
      words: 'that port speaks http, not https',
      hint: `Use ${toHttp(baseUrl)} as KESTRA_BASE_URL.`,
    };
  }
  if (NO_HTTP.test(`${code} ${text}`))
    return { words: 'the server there does not speak http', hint: `If it speaks https, ${toHttps(baseUrl)}` };
  if (!unread || !/^(?:UND_ERR_SOCKET|ECONNRESET)$/.test(code)) return undefined;
  return {
    words: `the connection was closed (${code})`,
    hint: `An https port closes the connection like this when it gets an http request. If this is one, ${toHttps(baseUrl)}`,
  };
}

/** The hint for a response that says that the port expects HTTPS. */
export function wantsHttps(status: number, body: string, baseUrl: string): string | undefined {
  if (status !== 400 || !PLAIN_REFUSED.test(body)) return undefined;
  return `That port speaks https, not http: ${toHttps(baseUrl)}`;
}

function toHttps(baseUrl: string): string {
  return `use ${addressOf(baseUrl).replace(/^http:/, 'https:')} as KESTRA_BASE_URL.`;
}

function toHttp(baseUrl: string): string {
  return addressOf(baseUrl).replace(/^https:/, 'http:');
}

/** The address as people write it. */
function addressOf(baseUrl: string): string {
  return baseUrl.replace(/\/api\/v1$/, '');
}
