/**
 * Where that belongs which a request reads or changes. No request is without: with namespaces fixed, this is what it
 * is let through or refused by.
 */
export type Within =
  | InNamespace
  /** Where these executions are, which is looked up first. */
  | { execution: string | readonly string[] }
  /** Where this app is, which is looked up first. */
  | { app: string }
  /** In the namespace that its YAML names. */
  | 'yaml'
  /** Where the answer says: for reading one thing that tells its own namespace. */
  | 'answer'
  /** Nowhere in particular: a list of names of namespaces, which the resource narrows. */
  | 'names'
  /** In no namespace, and of no secret: version, license, schemas, texts that the AI writes. */
  | 'instance'
  /** Of the whole tenant or instance: what a member of some namespaces has no say in, nor a look at. */
  | 'tenant';

export interface InNamespace {
  /** This one and its children; undefined is a search of all, which `searchWithin` narrows. */
  namespace: string | undefined;
  /** Files of the namespace. */
  paths?: readonly string[];
}

/** For requests whose answer is not JSON: `answer` could not be held. */
export type WithinKnown = Exclude<Within, 'answer'>;
