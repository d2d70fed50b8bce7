/**
 * The place that a request reads or changes. Every request has one: if namespaces are fixed, it decides whether the
 * request is allowed.
 */
export type Within =
  | InNamespace
  /** The place of these executions, which is looked up first. */
  | { execution: string | readonly string[] }
  /** The place of this app, which is looked up first. */
  | { app: string }
  /** The namespace in the request's YAML. */
  | 'yaml'
  /** The namespace in the response, for reading one thing. */
  | 'answer'
  /** No specific place: a list of namespace names, which the resource narrows. */
  | 'names'
  /** No namespace and nothing secret: version, license, schemas, texts that the AI generates. */
  | 'instance'
  /** The whole tenant or instance, which members of only some namespaces may neither see nor change. */
  | 'tenant';

export interface InNamespace {
  /** This namespace and its children. Undefined means a search of all namespaces, which `searchWithin` narrows. */
  namespace: string | undefined;
  /** Paths of files in the namespace. */
  paths?: readonly string[];
}

/** For requests whose response is not JSON: `answer` could not be checked. */
export type WithinKnown = Exclude<Within, 'answer'>;
