import type { Case } from '../case.js';
import { AWKWARD, TYPE } from '../ids.js';

const CASES: readonly Omit<Case, 'remembers'>[] = [
  { tool: 'search_task_types', args: { query: AWKWARD } },
  { tool: 'search_task_types', args: { query: 'log', kind: 'task' } },
  { tool: 'search_task_types', args: { query: 'log' }, when: { nothing: true } },
  { tool: 'describe_task_type', args: { type: TYPE } },
  { tool: 'describe_task_type', args: { type: 'task' } },
  { tool: 'describe_task_type', args: { type: TYPE, property: 'message' } },
];

export const TYPE_CASES: readonly Case[] = CASES.map((each) => ({ ...each, remembers: true }));
