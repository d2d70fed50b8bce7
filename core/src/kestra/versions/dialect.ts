/** Major and minor version of a Kestra server. */
export interface Version {
  major: number;
  minor: number;
}

/** Differences between versions of Kestra's REST API that affect the client. */
export interface Dialect {
  /** Syntax of searches for flows and executions: flat parameters, or `filters[field][OP]`. */
  filters: 'flat' | 'filters';
  /** Syntax of the search for namespaces. */
  namespaceFilters: 'flat' | 'filters';
  /** Syntax of the Enterprise Edition's searches for apps, groups and roles. */
  enterpriseFilters: 'flat' | 'filters';
  /** What an invitation contains: bindings to roles, or the roles themselves. */
  invitationRoles: 'bindings' | 'roles';
  /** Ids of the built-in roles: derived from name and tenant, or found by a search for the name. */
  roleIds: 'derived' | 'search';
  /** Routes for actions on an execution: `executions/{id}/kill`, or `executions/{id}/actions/kill`. */
  actions: 'direct' | 'actions';
  /** Outputs are part of the execution, or have routes of their own. */
  outputs: 'inline' | 'routes';
  /** Whether an execution that no worker has taken yet has the state SUBMITTED. */
  submittedState: boolean;
  /** Iterations of a loop are task runs of the execution, or executions of their own. */
  iterations: 'taskRuns' | 'executions';
  /** Syntax of the filters for `logs/{executionId}` and the routes below it. */
  executionLogs: 'flat' | 'filters';
  /** The operator that means "this level and the levels above it". */
  level: 'EQUALS' | 'GREATER_THAN_OR_EQUAL_TO';
  /** Route to create a backfill: the update of the trigger, or a route of its own. */
  backfillCreate: 'triggers' | 'backfill';
  /** Route to enable or disable a trigger: the update of the trigger, or a route of its own. */
  triggerSwitch: 'triggers' | 'set-disabled';
  /** What the routes to pause, resume and delete a backfill take: the row of the trigger, or its ids. */
  backfillBody: 'row' | 'ids';
  /** Sort key for a search for triggers. `undefined`: not known to accept one. */
  triggerSort: 'triggerId:asc' | undefined;
  /** Whether an execution can be replayed with other inputs. */
  replayInputs: boolean;
  /** How to list the keys of a namespace: its own route, or the search over all keys. */
  kvList: 'namespace' | 'search';
  /** How the list of plugins is returned: as a whole, or in pages. */
  pluginList: 'whole' | 'pages';
  /** Where an expression can be evaluated: only in a task run, or also in an execution. */
  evaluation: 'taskRun' | 'execution';
  /** Whether the instance lists the expressions of a flow source and renders expressions without an execution. */
  expressionRoutes: boolean;
  /** Whether the instance lists the functions and filters for expressions. */
  pebbleLists: boolean;
  /** Whether the instance refuses a flow with an input whose default has another type. */
  checksDefaults: boolean;
  /** How to list the secret names of a namespace: its own route, or the search over all secrets. */
  secretList: 'namespace' | 'search';
  /** Members of the request body that generates a flow. `undefined`: not available. */
  generateFlow: AiBody | undefined;
  /** The same for a dashboard. */
  generateDashboard: AiBody | undefined;
  /** The same for an app or a test suite. */
  generateApp: AiBody | undefined;
  generateTest: AiBody | undefined;
}

/** Names of the members in a request body for AI generation. */
export interface AiBody {
  source: 'flowYaml' | 'yaml';
  /** Whether Kestra refuses a request without YAML to start from. */
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

/** Each row lists what changed in that version. A server has the changes of all rows up to its own. */
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

/** The dialect of a version: the changes of all rows up to it. */
export function dialectOf(version: Version): Dialect {
  const rows = TABLE.filter(({ since }) => compare(parseVersion(since) ?? version, version) <= 0);
  const merged: { since?: string } & Partial<Dialect> = Object.assign({}, TABLE[0], ...rows);
  delete merged.since;
  return merged as Dialect;
}

/**
 * The newest version that this client knows. It is assumed for a server without a version, because a wrong guess then
 * fails visibly.
 */
export const NEWEST: Version = { major: 2, minor: 0 };

/** Major and minor version of `1.3.31`, `2.0.0-SNAPSHOT`, `v2` or `1`. A major alone means its last known minor. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?/.exec(text.trim());
  if (match === null) return undefined;
  const major = Number(match[1]);
  return { major, minor: match[2] === undefined ? Number.MAX_SAFE_INTEGER : Number(match[2]) };
}

function compare(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor;
}
