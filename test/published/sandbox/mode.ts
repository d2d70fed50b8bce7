import type { EngineWays } from './engine/ways.js';
import type { FlowRules } from './flow/rules.js';
import type { PebbleLists } from './pebble/listed.js';

/** The Kestra a sandbox plays. */
export type ModeName = 'oss-1.3' | 'oss-2.0' | 'ee-1.3' | 'ee-2.0';

/** What differs between the versions, named by behaviour so that no code asks for a version. */
export interface Mode {
  name: ModeName;
  version: string;
  /** The routes of the Enterprise Edition are there, or answer 404. */
  edition: 'OSS' | 'EE';
  /** Failures are problem documents (RFC 9457), otherwise Micronaut's envelope. */
  problems: boolean;
  /** OSS refuses every tenant but `main`. */
  tenants: 'main' | 'any';
  /** What the Enterprise Edition's searches read; the other grammar is silently ignored. */
  enterpriseSearch: 'flat' | 'filters';
  /** The member that says who may do everything. */
  ownerKey: 'superAdmin' | 'instanceOwner';
  /** What a role's permissions are made of; the first one is that to look. */
  permissions: readonly string[];
  /** Searches read `namespace=…` beside `filters[…]`; otherwise such parameters are silently ignored. */
  flatParameters: boolean;
  /** The grammar of `filters[…]`: 2.0 has groups, more fields and operators, and is strict about all of it. */
  filterGroups: boolean;
  /** A search of executions counts none when a page beyond the last is asked for. */
  uncountedBeyondEnd: boolean;
  /** The operators of the `level` filter; `EQUALS` means "at or above" where it is allowed. */
  levelOperators: readonly string[];
  /** Where an execution's actions live: `/executions/{id}/kill` or `/executions/{id}/actions/kill`. */
  actionPath: '' | '/actions';
  /** Execution JSON carries outputs, and searches answer whole executions. */
  wholeExecutions: boolean;
  /** An action that 1.x answers with a status alone, 2.0 with the execution. */
  actionAnswers: 'brief' | 'execution';
  /** Whether an action that the state forbids is always a 409, or in 1.x often a 400 or a 422. */
  conflicts: 'always 409' | 'mixed';
  /** Bulk calls answer `{count}` at once, or 202 with an operation. */
  bulk: 'counted' | 'queued';
  /** The key of a key-value entry's version. */
  kvVersionKey: 'version' | 'revision';
  /** `GET /namespaces/{namespace}/kv`; otherwise keys are listed over all namespaces. */
  kvListOfNamespace: boolean;
  /** `GET /namespaces/{namespace}/secrets`; otherwise secrets are listed over all namespaces. */
  secretsOfNamespace: boolean;
  /** Log pages say how they are paged. */
  typedLogPages: boolean;
  /** The scheduler's rows: contexts that are updated as a whole, or states with routes of their own. */
  triggerRows: 'context' | 'state';
  /** What it takes as a flow. */
  flowRules: FlowRules;
  /** `POST /flows` takes JSON. */
  jsonFlows: boolean;
  /** A flow's JSON says whether it is a draft. */
  flowDrafts: boolean;
  /** Creating a flow that exists is a 409, otherwise a 422. */
  takenFlowConflicts: boolean;
  /** Deleting flows by ids deletes those that are there even when one is not. */
  deletesBesideUnknown: boolean;
  /** What a search of sources answers: whole flows with fragments, or places with their lines. */
  sourceSearch: 'fragments' | 'lines';
  /** `GET /configs` answers without credentials. */
  openConfigs: boolean;
  /** The routes of AI are there even when no provider is configured. */
  aiAlways: boolean;
  /** `/configs` says where Kestra is. */
  namesUrl: boolean;
  /** Keys of `/configs` that only this version has. */
  ownConfigs: object;
  /** Dashboards can be written, not only read. */
  customDashboards: boolean;
  /** `q` of a namespace search is flat, otherwise `filters[q]`. */
  flatNamespaceQuery: boolean;
  /** The functions and filters of expressions that it lists. */
  pebble: PebbleLists;
  /** What of running flows differs. */
  engine: EngineWays;
  /** Who follows the logs of a running execution gets the lines that were there a second time. */
  repeatsFollowedLogs: boolean;
  /** The list of plugins comes in pages; otherwise whole. */
  pluginPages: boolean;
  /** A backfill gives way to another one; otherwise the second is refused. */
  backfillsReplaced: boolean;
}
