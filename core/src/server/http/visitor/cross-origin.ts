import type { Exchange } from '../exchange.js';

const ANSWER = {
  'access-control-allow-methods': 'GET, POST, DELETE',
  // List each name, because "*" does not include Authorization.
  'access-control-allow-headers': [
    ...['authorization', 'content-type', 'last-event-id', 'mcp-method', 'mcp-name', 'mcp-protocol-version'],
    ...['mcp-session-id', 'x-kestra-mcp-tools', 'x-kestra-tenant', 'traceparent', 'tracestate'],
  ].join(', '),
  'access-control-max-age': '600',
};

/**
 * Lets pages of an allowed origin read responses. Returns true if the request was a CORS preflight, which is answered
 * here.
 */
export function answerBrowser({ request, response }: Exchange): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'mcp-session-id, retry-after, www-authenticate');
  const isQuestion =
    request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (isQuestion) response.writeHead(204, ANSWER).end();
  return isQuestion;
}
