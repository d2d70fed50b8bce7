import type { FormPart } from '../wire/multipart.js';

/** The place that a request belongs to. A request is refused if its path leads elsewhere. */
export type RequestWithin =
  /** This namespace, and its children if the request is a search. Undefined means a search of all namespaces. */
  | { namespace: string | undefined }
  /** This execution. */
  | { execution: string }
  /** This app (Enterprise Edition), by its `uid`. */
  | { app: string }
  /** The namespace in the YAML body, to create a flow, an app or a test suite. */
  | 'yaml'
  /** The namespace in the response, to read one thing. */
  | 'answer'
  /** No namespace and nothing secret: version, plugins, validation. */
  | 'instance'
  /** The whole tenant or instance. Refused if the server is fixed to namespaces. */
  | 'tenant';

/**
 * A condition of a search: field and operator as Kestra 2.x names them, and a value. A condition with the value
 * undefined is omitted.
 */
export type RequestFilter =
  | readonly [field: string, operator: FilterOperator, value: string | undefined]
  | readonly [field: string, operator: 'IN', value: readonly string[] | undefined]
  /** All of these labels, with these values. */
  | readonly [field: 'labels', operator: 'EQUALS', value: Readonly<Record<string, string>> | undefined];

/**
 * How a field is compared. `PREFIX` matches a namespace and its children, `GREATER_THAN_OR_EQUAL_TO` a log level and
 * the levels above it.
 */
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

/** At most one body. */
type RequestBody =
  | { json?: undefined; yaml?: undefined; form?: undefined }
  | { json: unknown; yaml?: undefined; form?: undefined }
  | { yaml: string; json?: undefined; form?: undefined }
  /** `multipart/form-data`: a part is text, or a file if it has a `filename`. */
  | { form: readonly FormPart[]; json?: undefined; yaml?: undefined };

/** A request to a Kestra route that the client has no method for: its parts and at most one body. */
export type ClientRequest = RequestParts & RequestBody;

/** A request without its body. */
export interface RequestParts {
  within: RequestWithin;
  /** Default: `GET`. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Segments below `/api/v1/{tenant}`: `['flows', namespace, id]`. A segment that would not stay a single segment is
   * refused.
   */
  path: readonly (string | number)[];
  /** The path is below `/api/v1` instead, for routes outside tenants: `configs`, `plugins`, … */
  instance?: boolean;
  /** Undefined values are omitted and arrays are repeated. The conditions of a search go into `filters`. */
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** The conditions of a search. They are sent in the syntax of this version of Kestra. */
  filters?: readonly RequestFilter[];
  /** How to read the response: `json` (default), `text` such as YAML or CSV, or `bytes`. */
  as?: 'json' | 'text' | 'bytes';
  /** Time limit in milliseconds for a slow route. A higher configured limit takes precedence. */
  timeoutMs?: number;
}
