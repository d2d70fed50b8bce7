import type { Case } from '../case.js';
import { AUTHOR_CASES } from './author.js';
import { EE_CASES } from './ee.js';
import { EXECUTION_CASES } from './execution.js';
import { FLOW_CASES } from './flow.js';
import { LOGS_CASES } from './logs.js';
import { NAMESPACE_CASES } from './namespace.js';
import { RERUN_CASES } from './reruns.js';

export const CASES: readonly Case[] = [
  ...FLOW_CASES,
  ...AUTHOR_CASES,
  ...EXECUTION_CASES,
  ...RERUN_CASES,
  ...LOGS_CASES,
  ...NAMESPACE_CASES,
  ...EE_CASES,
];
