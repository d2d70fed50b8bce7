/** Major and minor version of a Kestra server. */
export interface Version {
  major: number;
  minor: number;
}

/** What differs between the versions of Kestra's REST API, as far as the client uses it. */
export interface Dialect {
  /** Grammar of searches for flows and executions: flat parameters, or `filters[field][OP]`. */
  filters: 'flat' | 'filters';
  /** Grammar of the search for namespaces. */
  namespaceFilters: 'flat' | 'filters';
  /** Grammar of the Enterprise Edition's searches for apps, groups and roles. */
  enterpriseFilters: 'flat' | 'filters';
  /** What an invitation gives: bindings to roles, or the roles themselves. */
  invitationRoles: 'bindings' | 'roles';
  /** Ids of the built-in roles: made of name and tenant, or to be searched for by name. */
  roleIds: 'derived' | 'search';
  /** Actions on one execution: `executions/{id}/kill`, or `executions/{id}/actions/kill`. */
  actions: 'direct' | 'actions';
  /** Outputs come with the execution, or from routes of their own. */
  outputs: 'inline' | 'routes';
  /** Whether an execution that no worker has taken yet has a state of its own, SUBMITTED. */
  submittedState: boolean;
  /** What an iteration of a loop is: task runs of the run, or an execution of its own. */
  iterations: 'taskRuns' | 'executions';
  /** Filters of `logs/{executionId}` and what is below it. */
  executionLogs: 'flat' | 'filters';
  /** The operator that means "this level and above". */
  level: 'EQUALS' | 'GREATER_THAN_OR_EQUAL_TO';
  /** Where a backfill is created: with the trigger's own update, or a route of its own. */
  backfillCreate: 'triggers' | 'backfill';
  /** Where a trigger is switched on and off: the same two ways. */
  triggerSwitch: 'triggers' | 'set-disabled';
  /** What pausing, resuming and deleting a backfill take: the trigger's row, or its ids. */
  backfillBody: 'row' | 'ids';
  /** What a search for triggers is sorted by; `undefined`: not known to take a key. */
  triggerSort: 'triggerId:asc' | undefined;
  /** Whether an execution can be replayed with other inputs. */
  replayInputs: boolean;
  /** Keys of a namespace: a route of its own, or the search over all keys. */
  kvList: 'namespace' | 'search';
  /** The list of plugins: whole, or in pages. */
  pluginList: 'whole' | 'pages';
  /** Where an expression is evaluated: with a task run only, or with the execution alone as well. */
  evaluation: 'taskRun' | 'execution';
  /** Whether expressions are listed for the source of a flow, and rendered without an execution. */
  expressionRoutes: boolean;
  /** Whether it lists the functions and filters of its expressions. */
  pebbleLists: boolean;
  /** Whether a flow is refused whose inputs have defaults of another type. */
  checksDefaults: boolean;
  /** Names of a namespace's secrets: a route of its own, or the search over all secrets. */
  secretList: 'namespace' | 'search';
  /** Members of the body that asks the AI for a flow; `undefined`: not available. */
  generateFlow: AiBody | undefined;
  /** The same for dashboards. */
  generateDashboard: AiBody | undefined;
  /** The same for apps and for tests. */
  generateApp: AiBody | undefined;
  generateTest: AiBody | undefined;
}

/** Names of the request's members for AI generation. */
export interface AiBody {
  source: 'flowYaml' | 'yaml';
  /** Whether a request without YAML to start from is refused. */
  sourceRequired: boolean;
  conversationId: boolean;
  namespace: boolean;
  providerId: boolean;
}

const FLOW_YAML_BODY: AiBody = {
  source: 'flowYaml',
  sourceRequired: false,
  conversationId: true,
  namespace: false,
  providerId: false,
};
const YAML_BODY: AiBody = { ...FLOW_YAML_BODY, source: 'yaml', namespace: true, providerId: true };
const TENANT_YAML_BODY: AiBody = { ...YAML_BODY, namespace: false };

/** Each row states what changed with that version; a server has all rows up to its own. */
const TABLE: readonly ({ since: string } & Partial<Dialect>)[] = [
  {
    since: '0.23',
    filters: 'flat',
    namespaceFilters: 'flat',
    enterpriseFilters: 'flat',
    invitationRoles: 'bindings',
    roleIds: 'derived',
    actions: 'direct',
    outputs: 'inline',
    submittedState: false,
    iterations: 'taskRuns',
    executionLogs: 'flat',
    level: 'EQUALS',
    backfillCreate: 'triggers',
    triggerSwitch: 'triggers',
    backfillBody: 'row',
    triggerSort: 'triggerId:asc',
    replayInputs: false,
    kvList: 'namespace',
    pluginList: 'whole',
    evaluation: 'taskRun',
    expressionRoutes: false,
    pebbleLists: false,
    checksDefaults: false,
    secretList: 'namespace',
    generateFlow: undefined,
    generateDashboard: undefined,
    generateApp: undefined,
    generateTest: undefined,
  },
  {
    since: '0.24',
    filters: 'filters',
    invitationRoles: 'roles',
    roleIds: 'search',
    generateFlow: { ...FLOW_YAML_BODY, sourceRequired: true, conversationId: false },
  },
  { since: '1.0', generateFlow: FLOW_YAML_BODY, replayInputs: true },
  {
    since: '1.3',
    submittedState: true,
    evaluation: 'execution',
    pebbleLists: true,
    generateFlow: YAML_BODY,
    generateDashboard: TENANT_YAML_BODY,
    generateApp: TENANT_YAML_BODY,
    generateTest: TENANT_YAML_BODY,
  },
  {
    since: '2.0',
    namespaceFilters: 'filters',
    enterpriseFilters: 'filters',
    actions: 'actions',
    outputs: 'routes',
    iterations: 'executions',
    executionLogs: 'filters',
    level: 'GREATER_THAN_OR_EQUAL_TO',
    backfillCreate: 'backfill',
    triggerSwitch: 'set-disabled',
    backfillBody: 'ids',
    triggerSort: undefined,
    kvList: 'search',
    pluginList: 'pages',
    expressionRoutes: true,
    secretList: 'search',
    checksDefaults: true,
  },
];

/** The dialect of a version: of all rows up to it. */
export function dialectOf(version: Version): Dialect {
  const rows = TABLE.filter(({ since }) => compare(parseVersion(since) ?? version, version) <= 0);
  const merged: { since?: string } & Partial<Dialect> = Object.assign({}, TABLE[0], ...rows);
  delete merged.since;
  return merged as Dialect;
}

/** The newest version this client knows: guessed for a server that does not tell, since there a wrong guess fails loudly. */
export const NEWEST: Version = { major: 2, minor: 0 };

/** Major and minor of `1.3.31`, `2.0.0-SNAPSHOT`, `v2` or `1`; a major alone means its last known minor. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?/.exec(text.trim());
  if (match === null) return undefined;
  const major = Number(match[1]);
  return { major, minor: match[2] === undefined ? Number.MAX_SAFE_INTEGER : Number(match[2]) };
}

function compare(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor;
}
