import { BASE_1_3, BASE_2_0, type BaseProperties } from './properties.js';

/** The rules by which a version of Kestra accepts a flow. */
export interface FlowRules {
  properties: BaseProperties;
  /** Ids that Kestra uses in its own paths. */
  reservedIds: readonly string[];
  /** The types of inputs, in Kestra's order. */
  inputTypes: readonly string[];
  /** The core types that this version does not have. */
  missingTypes: readonly string[];
  /** Old names of types are still accepted. */
  oldNames: boolean;
  /** A default must match its input when the flow is saved. Otherwise the execution is rejected. */
  typedDefaults: boolean;
  /** The path of an invalid task property is `tasks[id].property`. Otherwise it is `id.property`. */
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
  // That everything deprecated in 1.3 is removed is a guess. For most of it, it is known.
  missingTypes: (
    'execution.Count execution.Resume flow.EachParallel flow.EachSequential flow.ForEach flow.ForEachItem flow.Template ' +
    'log.Fetch state.Delete state.Get state.Set storage.LocalFiles trigger.Toggle debug.Echo'
  ).split(' '),
  oldNames: false,
  typedDefaults: true,
  listedPaths: true,
};
