import type { FormPart } from '../wire/multipart.js';

/** Where a request of a plugin belongs. It has to be what the path says: what differs is refused. */
export type RequestWithin =
  /** Of this namespace, or of this one and its children where it is a search; undefined is a search of all. */
  | { namespace: string | undefined }
  /** Of this execution. */
  | { execution: string }
  /** Of this app (Enterprise Edition), by its `uid`. */
  | { app: string }
  /** Of the namespace that the YAML names, which is the body: creating a flow, an app or a test suite. */
  | 'yaml'
  /** Of the namespace that the answer names: reading one thing. */
  | 'answer'
  /** Of no namespace and of no secret: version, plugins, validation. */
  | 'instance'
  /** Of the whole tenant or instance: refused where the server is fixed to namespaces. */
  | 'tenant';

/** A condition of a search: field and operator as Kestra 2.x names them, and a value; an undefined one is no condition. */
export type RequestFilter =
  | readonly [field: string, operator: FilterOperator, value: string | undefined]
  | readonly [field: string, operator: 'IN', value: readonly string[] | undefined]
  /** Labels that are all there, with these values. */
  | readonly [field: 'labels', operator: 'EQUALS', value: Readonly<Record<string, string>> | undefined];

/** How a field is compared: `PREFIX` is a namespace and its children, `GREATER_THAN_OR_EQUAL_TO` a level and those above. */
export type FilterOperator =
  | 'EQUALS'
  | 'NOT_EQUALS'
  | 'PREFIX'
  | 'CONTAINS'
  | 'STARTS_WITH'
  | 'ENDS_WITH'
  | 'GREATER_THAN'
  | 'GREATER_THAN_OR_EQUAL_TO'
  | 'LESS_THAN'
  | 'LESS_THAN_OR_EQUAL_TO';

/** One body at most. */
type RequestBody =
  | { json?: undefined; yaml?: undefined; form?: undefined }
  | { json: unknown; yaml?: undefined; form?: undefined }
  | { yaml: string; json?: undefined; form?: undefined }
  /** `multipart/form-data`: a part is text, or a file when it has a `filename`. */
  | { form: readonly FormPart[]; json?: undefined; yaml?: undefined };

/** A request to a route of Kestra that the client has no method for: its parts, and one body at most. */
export type ClientRequest = RequestParts & RequestBody;

/** A request without its body. */
export interface RequestParts {
  within: RequestWithin;
  /** `GET` when left out. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1/{tenant}`, a segment each: `['flows', namespace, id]`. Each stays one segment, or is refused. */
  path: readonly (string | number)[];
  /** Below `/api/v1` instead, for what is of no tenant: `configs`, `plugins`, … */
  instance?: boolean;
  /** Undefined values are not sent, arrays are repeated. What a search looks for goes into `filters`. */
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** What a search looks for, sent in the grammar that this Kestra understands. */
  filters?: readonly RequestFilter[];
  /** What the answer is: `json` (the default), `text` such as YAML or CSV, or `bytes`. */
  as?: 'json' | 'text' | 'bytes';
  /** Limit where the route takes longer than others, in milliseconds; a higher configured one holds. */
  timeoutMs?: number;
}
