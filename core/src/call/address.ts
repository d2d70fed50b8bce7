import { urlOf } from '../foundation/url.js';
/** What the address of a page in Kestra's UI identifies. */
export interface Place {
  namespace: string;
  flow_id?: string;
  execution_id?: string;
}

const LONGEST = 2_000;

/**
 * Reads an address as a person copies it from the browser (`http://host/ui/main/executions/company.team/etl/4X…`) or as
 * a result shows it if the instance does not report its own URL (`/ui/main/…`). Before 1.0, the tenant can be missing.
 */
export function placeAt(text: string): Place | undefined {
  const address = text.trim();
  if (address.length > LONGEST || !/^(https?:\/)?\//i.test(address)) return undefined;
  const url = urlOf(address, 'http://relative');
  if (url === undefined) return undefined;
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const ui = parts.indexOf('ui');
  if (ui < 0) return undefined;
  const below = parts.slice(ui + 1);
  return placeIn(below) ?? placeIn(below.slice(1));
}

function placeIn([page, ...rest]: readonly string[]): Place | undefined {
  if (page === 'executions') {
    const [namespace, flow_id, execution_id] = rest;
    return namespace && flow_id && execution_id ? { namespace, flow_id, execution_id } : undefined;
  }
  if ((page !== 'flows' && page !== 'namespaces') || rest[0] !== 'edit') return undefined;
  const [, namespace, flow_id] = rest;
  if (!namespace) return undefined;
  if (page === 'namespaces') return { namespace };
  return flow_id ? { namespace, flow_id } : undefined;
}
