import {
  datetime,
  end_datetime,
  execution_id,
  flow_id,
  leftOut,
  namespace,
  nonEmpty,
  searchText,
} from '@kestra-mcp/core';
import * as z from 'zod';

const LEVELS = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'] as const;
// A blank id is refused: when logs are deleted, it must not mean all of them.
const only = nonEmpty.refine((id) => id.trim() !== '', 'must not be blank').optional();
export const min_level = z.enum(LEVELS).optional().describe('Lowest level');

const Entry = z.looseObject({ level: z.string(), message: z.string().optional() });

export const LinesOfExecution = z.strictObject({
  execution_id,
  min_level,
  task_run_id: only.describe('Only this task run'),
  task_id: only.describe('Only this task'),
  attempt: z.int().min(0).optional().describe('Only this attempt; 0 is the first'),
});
export type LinesOfExecution = z.output<typeof LinesOfExecution>;

export const GetExecutionLogs = LinesOfExecution.extend({
  iterations_page: z.int().min(1).default(1).describe('Page of loop iterations'),
  skip: z.int().min(0).optional().describe('Newest lines to skip'),
});
export type GetExecutionLogs = z.output<typeof GetExecutionLogs>;

export const DownloadExecutionLogs = LinesOfExecution.extend({
  until: z.int().min(0).optional().describe('Only text before this character'),
});
export type DownloadExecutionLogs = z.output<typeof DownloadExecutionLogs>;

export const Lines = z.looseObject({ results: z.array(Entry) });
export const LogText = z.looseObject({ result: z.string() });

export const FollowExecutionLogs = z.strictObject({
  execution_id,
  min_level,
  timeout: leftOut(z.number().min(1).max(540), 50).describe('Maximum wait in seconds'),
});
export type FollowExecutionLogs = z.output<typeof FollowExecutionLogs>;
export const FollowedLines = Lines.extend({
  state: z.string(),
});

export const SearchLogs = z.strictObject({
  query: searchText.optional().describe('Text in the message'),
  namespace: namespace.optional().describe('Includes child namespaces'),
  flow_id: flow_id.optional(),
  min_level,
  start_date: datetime.optional().describe('At or after, e.g. 2026-01-31T08:00Z'),
  end_date: end_datetime.optional().describe('At or before. A date includes that day'),
  page: z.int().min(1).default(1).describe('Page, from 1'),
  size: z.int().min(1).max(500).default(25).describe('Lines per page'),
});
export type SearchLogs = z.output<typeof SearchLogs>;
export const FoundLines = z.looseObject({ results: z.array(Entry), total: z.number().optional() });

export const DeleteFlowLogs = z.strictObject({
  namespace,
  flow_id,
  trigger_id: only.describe('Only logs of this trigger'),
});
export type DeleteFlowLogs = z.output<typeof DeleteFlowLogs>;
export const Deleted = z.looseObject({ status: z.string() });
