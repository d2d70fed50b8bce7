import { type Exchange, isForwarded, peerOf, send } from './exchange.js';
import type { HttpHost, HttpMetrics } from './http-host.js';
import { HttpRefusal } from './refusal.js';
import { isLoopback } from './visitor/names.js';

/** The handler of a path outside MCP. */
export interface Route {
  /** Only for requests from this machine. */
  local: boolean;
  answer(): Promise<Response>;
}

/** The pages next to MCP, by path. Add a page here. */
export function routesOf(
  host: HttpHost,
  isDraining: () => boolean,
  metrics: () => HttpMetrics | undefined,
): ReadonlyMap<string, Route> {
  return new Map<string, Route>([
    ['/healthz', { local: false, answer: async () => Response.json({ status: 'ok' }) }],
    [
      '/readyz',
      {
        local: true,
        answer: async () => readiness(isDraining() ? 'The server is shutting down.' : await host.notReady()),
      },
    ],
    ['/metrics', { local: true, answer: async () => measured(metrics()) }],
  ]);
}

/** Serves a page. For local pages, other machines get an answer that reveals nothing. */
export async function servePage(exchange: Exchange, route: Route, stallMs: number): Promise<void> {
  const { method } = exchange.request;
  if (route.local && (!isLoopback(peerOf(exchange)) || isForwarded(exchange)))
    throw new HttpRefusal(403, 'Only programs on the same machine can read this page.');
  if (method !== 'GET' && method !== 'HEAD')
    throw new HttpRefusal(405, 'This page supports only GET.', { headers: { allow: 'GET, HEAD' } });
  await send(exchange, await route.answer(), stallMs);
}

function readiness(reason: string | undefined): Response {
  if (reason === undefined) return Response.json({ status: 'ready' });
  return Response.json({ status: 'not ready', reason }, { status: 503 });
}

async function measured(metrics: HttpMetrics | undefined): Promise<Response> {
  return new Response(await metrics?.text(), { headers: { 'content-type': metrics?.contentType ?? '' } });
}
