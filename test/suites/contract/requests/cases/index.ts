import type { Case } from '../case.js';
import { AUTHOR_CASES } from './author.js';
import { DIAGNOSE_CASES } from './diagnose.js';
import { EDITING_CASES } from './editing.js';
import { EE_CASES } from './ee.js';
import { EXECUTION_CASES } from './execution.js';
import { FLOW_CASES } from './flow.js';
import { LOGS_CASES } from './logs.js';
import { NAMESPACE_CASES } from './namespace.js';
import { OUTPUT_CASES } from './output.js';
import { RERUN_CASES } from './reruns.js';
import { TRIGGER_CASES } from './trigger.js';
import { TYPE_CASES } from './types.js';

export const CASES: readonly Case[] = [
  ...FLOW_CASES,
  ...AUTHOR_CASES,
  ...EXECUTION_CASES,
  ...RERUN_CASES,
  ...TRIGGER_CASES,
  ...LOGS_CASES,
  ...NAMESPACE_CASES,
  ...DIAGNOSE_CASES,
  ...EDITING_CASES,
  ...TYPE_CASES,
  ...OUTPUT_CASES,
  ...EE_CASES,
];
