import { INPUTS_1_3, INPUTS_2_0 } from './engine/input-rules.js';
import { RULES_1_3, RULES_2_0 } from './flow/rules.js';
import type { Mode, ModeName } from './mode.js';
import { PEBBLE_1_3, PEBBLE_2_0 } from './pebble/listed.js';

export type { Mode, ModeName };

const OSS_1_3: Mode = {
  name: 'oss-1.3',
  version: '1.3.31',
  edition: 'OSS',
  problems: false,
  tenants: 'main',
  enterpriseSearch: 'flat',
  ownerKey: 'superAdmin',
  permissions: ['READ', 'CREATE', 'UPDATE', 'DELETE'],
  flatParameters: true,
  filterGroups: false,
  uncountedBeyondEnd: false,
  levelOperators: ['EQUALS', 'NOT_EQUALS'],
  actionPath: '',
  wholeExecutions: true,
  actionAnswers: 'brief',
  conflicts: 'mixed',
  bulk: 'counted',
  secretsOfNamespace: true,
  typedLogPages: false,
  triggerRows: 'context',
  kvVersionKey: 'version',
  kvListOfNamespace: true,
  flowRules: RULES_1_3,
  jsonFlows: true,
  flowDrafts: false,
  takenFlowConflicts: false,
  deletesBesideUnknown: false,
  sourceSearch: 'fragments',
  openConfigs: true,
  namesUrl: false,
  aiAlways: true,
  ownConfigs: { isTemplateEnabled: false },
  customDashboards: true,
  flatNamespaceQuery: true,
  pebble: PEBBLE_1_3,
  engine: {
    traceLevel: 'TRACE',
    answersWhenStarted: false,
    outputsByFlow: false,
    schedulesDated: false,
    jsonInPebble: true,
    inputs: INPUTS_1_3,
  },
  repeatsFollowedLogs: false,
  pluginPages: false,
  backfillsReplaced: true,
};

const OSS_2_0: Mode = {
  name: 'oss-2.0',
  version: '2.0.0',
  edition: 'OSS',
  problems: true,
  tenants: 'main',
  enterpriseSearch: 'filters',
  ownerKey: 'instanceOwner',
  // a guess: most names of actions are unknown.
  permissions: ['VIEW', 'CREATE', 'UPDATE', 'DELETE'],
  flatParameters: false,
  filterGroups: true,
  uncountedBeyondEnd: true,
  levelOperators: ['GREATER_THAN_OR_EQUAL_TO', 'LESS_THAN_OR_EQUAL_TO', 'IN', 'NOT_IN'],
  actionPath: '/actions',
  wholeExecutions: false,
  actionAnswers: 'execution',
  conflicts: 'always 409',
  bulk: 'queued',
  secretsOfNamespace: false,
  typedLogPages: true,
  triggerRows: 'state',
  kvVersionKey: 'revision',
  kvListOfNamespace: false,
  flowRules: RULES_2_0,
  jsonFlows: false,
  flowDrafts: true,
  takenFlowConflicts: true,
  deletesBesideUnknown: true,
  sourceSearch: 'lines',
  openConfigs: false,
  namesUrl: true,
  aiAlways: false,
  ownConfigs: { flowTemplate: '' },
  customDashboards: false,
  flatNamespaceQuery: false,
  pebble: PEBBLE_2_0,
  engine: {
    traceLevel: 'DEBUG',
    answersWhenStarted: true,
    outputsByFlow: true,
    schedulesDated: true,
    jsonInPebble: false,
    inputs: INPUTS_2_0,
  },
  repeatsFollowedLogs: true,
  pluginPages: true,
  backfillsReplaced: false,
};

// Which features are enabled is a guess.
const ENTERPRISE_CONFIGS = {
  tenants: { storageByTenant: false, secretByTenant: false },
  secretsEnabled: true,
  supportedStorages: [],
  supportedSecrets: [],
  pluginManagementEnabled: true,
  pluginCustomEnabled: true,
  mailServiceEnabled: false,
  outputsInInternalStorageEnabled: false,
  leftSidebar: { disabledMenus: [] },
  rightSidebar: { customLinks: {} },
  passwordlessEnabled: false,
  airgapped: false,
  featureGating: false,
  features: [],
};

const ENTERPRISE = { edition: 'EE', tenants: 'any', customDashboards: true } as const;

const EE_1_3: Mode = {
  ...OSS_1_3,
  ...ENTERPRISE,
  name: 'ee-1.3',
  ownConfigs: { ...OSS_1_3.ownConfigs, ...ENTERPRISE_CONFIGS },
};

const EE_2_0: Mode = {
  ...OSS_2_0,
  ...ENTERPRISE,
  name: 'ee-2.0',
  ownConfigs: { ...OSS_2_0.ownConfigs, ...ENTERPRISE_CONFIGS, inMaintenance: false, killSwitches: [] },
};

/** All modes by name. */
export const MODES: Record<ModeName, Mode> = {
  'oss-1.3': OSS_1_3,
  'oss-2.0': OSS_2_0,
  'ee-1.3': EE_1_3,
  'ee-2.0': EE_2_0,
};
