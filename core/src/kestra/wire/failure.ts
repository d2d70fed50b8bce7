import { KestraMcpError } from '../../foundation/errors.js';
import { otherScheme, type Reason } from '../address/other-scheme.js';
import { proxyHint, proxyName } from '../address/proxy.js';
import type { KestraProxy } from '../settings.js';
import { CancelledError, KestraError, TimedOutError, UnreachableError } from './errors.js';
import { quotedLines } from './refused/words.js';
import { effectOf, type KestraRequest } from './request.js';

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was reset',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'no route to the host',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_SOCKET: 'the connection was closed',
};

const STILL = 'Kestra may still carry out the request. Check before you repeat it.';
const RAISE = 'To raise the limit, set kestra.timeoutMs.';
const BROKEN =
  'Try again. If this happens every time, check the log of what is in front of Kestra, such as a proxy.';
/** For responses that fetch refuses. 407 is the only one seen in practice. */
const NO_REASON =
  'something in front of it sent a response that cannot be used, such as 407 (Proxy Authentication Required)';

/** For the ports that fetch blocks, such as 9. */
const BAD_PORT = 'bad port';
const OTHER_PORT =
  'Node.js does not connect to this port, for security reasons. Give Kestra another port and set KESTRA_BASE_URL to it.';

/** Names the failure of a request without a complete response: cancelled, timed out or unreachable. */
export function failure(
  cause: unknown,
  about: {
    request: string;
    baseUrl: string;
    proxy?: KestraProxy | undefined;
    timeoutMs: number;
    cancelled: boolean;
    timedOut: boolean;
    /** The headers of the response had arrived. */
    begun?: boolean;
    /** The request changes nothing. */
    reads?: boolean;
  },
): KestraMcpError {
  if (KestraMcpError.is(cause)) return cause;
  if (about.cancelled)
    return new CancelledError('KMCP_CANCELLED', `The call was cancelled during ${about.request}.`, { cause });
  const through = about.proxy ? ` through the proxy ${proxyName(about.proxy)}` : '';
  if (about.timedOut) {
    const seconds = about.timeoutMs / 1000;
    return new TimedOutError(
      'KMCP_TIMED_OUT',
      `Kestra did not answer ${about.request} within ${seconds} s${through}.`,
      {
        hint: [about.reads ? RAISE : `${STILL} ${RAISE}`, about.proxy && proxyHint(about.proxy, '')]
          .filter(Boolean)
          .join(' '),
        cause,
      },
    );
  }
  const { code, text, unread } = reason(cause);
  if (about.begun && code in WORDS)
    return new UnreachableError(
      'KMCP_UNREACHABLE',
      `Kestra's response to ${about.request} broke off${through}: ${WORDS[code]} (${code}).`,
      { hint: about.reads ? BROKEN : undefined, cause },
    );
  const scheme = about.proxy ? undefined : otherScheme(about.baseUrl, { code, text, unread });
  const words = scheme?.words ?? (WORDS[code] ? `${WORDS[code]} (${code})` : text);
  return new UnreachableError(
    'KMCP_UNREACHABLE',
    `Kestra cannot be reached at ${about.baseUrl}${through}: ${words}.`,
    {
      hint: unreachedHint(text, about.proxy) ?? scheme?.hint ?? hintFor(code),
      cause,
    },
  );
}

/** fetch says "fetch failed" and keeps the reason in `cause`. */
function reason(error: unknown): Reason {
  const { cause: outer = error } = (error ?? {}) as { cause?: unknown };
  // If a proxy refuses a tunnel, the reason is one level deeper.
  const { cause = outer } = (outer ?? {}) as { cause?: unknown };
  const { code, message, socket } = (cause ?? {}) as { code?: unknown; message?: unknown; socket?: unknown };
  const { bytesRead } = (socket ?? {}) as { bytesRead?: unknown };
  return {
    code: String(code ?? ''),
    text: quotedLines(
      String(message || code || (typeof cause === 'object' ? NO_REASON : cause)).replace(/^\w+Error: /, ''),
    ),
    unread: bytesRead === 0 || code === 'ECONNRESET',
  };
}

/** For a blocked port, and for what a proxy did. */
function unreachedHint(text: string, proxy: KestraProxy | undefined): string | undefined {
  if (text === BAD_PORT) return OTHER_PORT;
  return proxy && proxyHint(proxy, text);
}

function hintFor(code: string): string {
  if (/CERT|SSL|TLS|SIGNED/.test(code)) {
    return 'The certificate is not trusted. Set NODE_EXTRA_CA_CERTS to the certificate file of the authority that issued it.';
  }
  return 'Check that Kestra is running and that KESTRA_BASE_URL is its address. In a container, "localhost" is the container itself: try host.docker.internal.';
}

const MAYBE = 'Kestra may have carried out the request anyway. Check before you repeat it.';
/** The connection existed and broke. */
const SENT = /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|HPE_\w+)$/;

/** Adds a warning to the error if a request may have changed something: repeating it could do so twice. */
export function orMaybeDone(error: KestraMcpError, request: KestraRequest): KestraMcpError {
  if (effectOf(request) === 'read' || !isOpen(error)) return error;
  return Object.assign(error, { hint: [error.hint, MAYBE].filter(Boolean).join(' ') });
}

/** True if no response from Kestra says how the request ended. */
function isOpen(error: KestraMcpError): boolean {
  if (error.code === 'KMCP_NOT_JSON' || error.code === 'KMCP_TOO_LARGE') return true;
  if (error.code === 'KMCP_UNREACHABLE') return codesOf(error).some((code) => SENT.test(code));
  // With a 502, something in front of Kestra may have lost the request or the response.
  return error instanceof KestraError && error.status === 502;
}

/** The codes of the error and of its causes. */
function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const own = KestraMcpError.is(error) ? [] : [String(code ?? '')];
  return [...own, ...codesOf(cause)];
}
