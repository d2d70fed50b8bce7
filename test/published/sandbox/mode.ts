import type { EngineWays } from './engine/ways.js';
import type { FlowRules } from './flow/rules.js';
import type { PebbleLists } from './pebble/listed.js';

/** The version and edition of Kestra that a sandbox simulates. */
export type ModeName = 'oss-1.3' | 'oss-2.0' | 'ee-1.3' | 'ee-2.0';

/** The differences between versions, named by behavior so that no code compares versions. */
export interface Mode {
  name: ModeName;
  version: string;
  /** Whether the routes of the Enterprise Edition exist, or respond with 404. */
  edition: 'OSS' | 'EE';
  /** Failures are problem documents (RFC 9457). Otherwise they use the envelope of Micronaut. */
  problems: boolean;
  /** Whether only the tenant `main` exists, as in OSS. */
  tenants: 'main' | 'any';
  /** The search grammar of the Enterprise Edition. The other grammar is silently ignored. */
  enterpriseSearch: 'flat' | 'filters';
  /** The key that marks a user who may do everything. */
  ownerKey: 'superAdmin' | 'instanceOwner';
  /** The permissions that a role can contain. The first one is the permission to read. */
  permissions: readonly string[];
  /** Searches read `namespace=…` in addition to `filters[…]`. Otherwise such parameters are silently ignored. */
  flatParameters: boolean;
  /** The grammar of `filters[…]`: 2.0 has groups and more fields and operators, and rejects everything else. */
  filterGroups: boolean;
  /** A search of executions returns a total of 0 for a page beyond the last one. */
  uncountedBeyondEnd: boolean;
  /** The operators of the `level` filter. Where `EQUALS` is allowed, it means "at or above". */
  levelOperators: readonly string[];
  /** The path of actions on an execution: `/executions/{id}/kill` or `/executions/{id}/actions/kill`. */
  actionPath: '' | '/actions';
  /** The JSON of an execution contains its outputs, and searches return whole executions. */
  wholeExecutions: boolean;
  /** What some actions return: only a status (1.x), or the execution (2.0). */
  actionAnswers: 'brief' | 'execution';
  /** Whether an action that the state forbids is always a 409, or often a 400 or 422 as in 1.x. */
  conflicts: 'always 409' | 'mixed';
  /** Whether bulk calls return `{count}` immediately, or 202 with an operation. */
  bulk: 'counted' | 'queued';
  /** The key for the version of a key-value entry. */
  kvVersionKey: 'version' | 'revision';
  /** `GET /namespaces/{namespace}/kv` exists. Otherwise keys are listed across all namespaces. */
  kvListOfNamespace: boolean;
  /** `GET /namespaces/{namespace}/secrets` exists. Otherwise secrets are listed across all namespaces. */
  secretsOfNamespace: boolean;
  /** Pages of logs contain the type of their paging. */
  typedLogPages: boolean;
  /** How the scheduler stores triggers: as contexts, updated as a whole, or as states with their own routes. */
  triggerRows: 'context' | 'state';
  /** The rules by which flows are validated. */
  flowRules: FlowRules;
  /** `POST /flows` accepts JSON. */
  jsonFlows: boolean;
  /** The JSON of a flow says whether it is a draft. */
  flowDrafts: boolean;
  /** Creating a flow that exists returns 409. Otherwise it returns 422. */
  takenFlowConflicts: boolean;
  /** Deleting flows by ids deletes the existing ones even if one does not exist. */
  deletesBesideUnknown: boolean;
  /** What a search of sources returns: whole flows with fragments, or the matching lines. */
  sourceSearch: 'fragments' | 'lines';
  /** `GET /configs` needs no credentials. */
  openConfigs: boolean;
  /** The AI routes exist even if no provider is configured. */
  aiAlways: boolean;
  /** `/configs` contains the URL of Kestra. */
  namesUrl: boolean;
  /** Keys of `/configs` that only this version has. */
  ownConfigs: object;
  /** Dashboards can be written as well as read. */
  customDashboards: boolean;
  /** `q` of a namespace search is a flat parameter. Otherwise it is `filters[q]`. */
  flatNamespaceQuery: boolean;
  /** The functions and filters that this version lists for expressions. */
  pebble: PebbleLists;
  /** The differences in how flows run. */
  engine: EngineWays;
  /** A client that follows the logs of a running execution gets the existing lines twice. */
  repeatsFollowedLogs: boolean;
  /** The list of plugins is paged. Otherwise it is returned whole. */
  pluginPages: boolean;
  /** A new backfill replaces the running one. Otherwise the new one is rejected. */
  backfillsReplaced: boolean;
}
