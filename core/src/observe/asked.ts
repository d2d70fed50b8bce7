import { isObserved, observing, type Send } from './observer.js';
import { templateOf } from './route-templates.js';

/** Sends a request to Kestra under the eyes of who watches, if anybody. */
export function observed<T extends { status: number }>(
  { method = 'GET', path }: { method?: string; path: string },
  baseUrl: string,
  send: Send<T>,
): Promise<T> {
  return isObserved() ? observing.asked({ method, route: templateOf(path), baseUrl }, send) : send({});
}
