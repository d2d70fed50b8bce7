/** A client's file as text, and how to change it. */
export interface Document {
  /** The servers in it, by name. */
  servers: Readonly<Record<string, unknown>>;
  /** The text with one server added or replaced. Everything else stays the same. */
  withServer(name: string, server: Record<string, unknown>, inputs?: readonly { id: string }[]): string;
}

/** Keys that say how a server is started or reached. All other keys of an entry belong to the user and stay. */
const STARTING = [
  ...['type', 'source', 'command', 'args', 'env', 'env_vars', 'envFile', 'cwd'],
  ...['url', 'serverUrl', 'httpUrl', 'headers', 'http_headers', 'env_http_headers', 'bearer_token_env_var'],
];

/** Variables for the address and the credentials. The configuration file has them instead. */
export const CONNECTION = [
  ...['KESTRA_BASE_URL', 'KESTRA_TENANT_ID', 'KESTRA_API_VERSION', 'KESTRA_MCP_CONFIG'],
  ...['KESTRA_USERNAME', 'KESTRA_PASSWORD', 'KESTRA_API_TOKEN'],
];

/**
 * The new entry for an existing one. Settings of the user that do not concern the start stay, and so do all variables
 * but these.
 */
export function merged(
  before: unknown,
  server: Record<string, unknown>,
  gone: readonly string[] = CONNECTION,
): Record<string, unknown> {
  if (!isObject(before)) return server;
  const kept = Object.entries(before).filter(([key]) => !STARTING.includes(key));
  const variables = Object.entries(isObject(before.env) ? before.env : {}).filter(
    ([name]) => !gone.includes(name),
  );
  const env = { ...Object.fromEntries(variables), ...(isObject(server.env) ? server.env : {}) };
  const names = variables.map(([name]) => name).filter((name) => name.startsWith('KESTRA_'));
  return {
    ...withNames(server, names),
    ...(Object.keys(env).length > 0 && { env }),
    ...Object.fromEntries(kept),
  };
}

/** A container gets the variables that its command line names. */
function withNames(server: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const { command, args } = server;
  if (command !== 'docker' || !Array.isArray(args)) return server;
  const missing = names.filter((name) => !args.includes(name)).flatMap((name) => ['-e', name]);
  return { ...server, args: [...args.slice(0, -1), ...missing, ...args.slice(-1)] };
}

/** Own properties only: a server can have any name. */
export function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
