import { isObserved, observing, type Send } from './observer.js';
import { templateOf } from './route-templates.js';

/** Sends a request to Kestra and lets the observers watch it. */
export function observed<T extends { status: number }>(
  { method = 'GET', path }: { method?: string; path: string },
  baseUrl: string,
  send: Send<T>,
): Promise<T> {
  return isObserved() ? observing.asked({ method, route: templateOf(path), baseUrl }, send) : send({});
}
