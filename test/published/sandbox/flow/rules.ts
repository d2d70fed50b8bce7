import { BASE_1_3, BASE_2_0, type BaseProperties } from './properties.js';

/** What a version of Kestra takes as a flow. */
export interface FlowRules {
  properties: BaseProperties;
  /** Ids that are part of Kestra's own paths. */
  reservedIds: readonly string[];
  /** Types of inputs, in the order in which Kestra lists them. */
  inputTypes: readonly string[];
  /** The core types that this version does not have. */
  missingTypes: readonly string[];
  /** Old names of types still stand for the new ones. */
  oldNames: boolean;
  /** A default has to fit its input when the flow is saved; otherwise the execution is refused. */
  typedDefaults: boolean;
  /** A broken property of a task is `tasks[id].property`, otherwise `id.property`. */
  listedPaths: boolean;
}

const RESERVED = 'pause resume force-run change-status kill executions search source disable enable'.split(
  ' ',
);

export const RULES_1_3: FlowRules = {
  properties: BASE_1_3,
  reservedIds: RESERVED,
  inputTypes: (
    'ARRAY BOOL BOOLEAN DATE DATETIME DURATION EMAIL ENUM FILE FLOAT FORM INT JSON MULTISELECT SECRET SELECT STRING TIME ' +
    'URI YAML'
  ).split(' '),
  missingTypes: ['flow.Loop', 'trigger.McpToolTrigger'],
  oldNames: true,
  typedDefaults: false,
  listedPaths: false,
};

export const RULES_2_0: FlowRules = {
  properties: BASE_2_0,
  reservedIds: [],
  inputTypes: (
    'ARRAY BOOL DATE DATETIME DURATION EMAIL FILE FLOAT FORM INT ION JSON MULTISELECT REUSABLE_INPUTS SECRET SELECT ' +
    'STRING TIME URI YAML'
  ).split(' '),
  // That all that 1.3 calls deprecated is gone is a guess; of most it is known.
  missingTypes: (
    'execution.Count execution.Resume flow.EachParallel flow.EachSequential flow.ForEach flow.ForEachItem flow.Template ' +
    'log.Fetch state.Delete state.Get state.Set storage.LocalFiles trigger.Toggle debug.Echo'
  ).split(' '),
  oldNames: false,
  typedDefaults: true,
  listedPaths: true,
};
