import { type Actions, flow_id, leftOut, namespace, nonEmpty, searchText } from '@kestra-mcp/core';
import * as z from 'zod';

/** A flow in a list, without the bodies of its tasks. */
export const FlowSummary = z.looseObject({ id: z.string(), namespace: z.string() });

/** A flow with its YAML. */
export const FlowSource = FlowSummary.extend({
  revision: z.number().optional(),
  source: z.string().optional(),
});

/** A flow that was saved. */
export const SavedFlow = FlowSource.extend({
  status: z.string().describe('created, updated, or unchanged'),
  note: z.string().optional(),
});

const offset = z.int().min(0).optional().describe('From `next`');

export const SearchFlows = z.strictObject({
  query: searchText.describe('Text to find, e.g. a plugin type'),
  namespace: leftOut(namespace, '').describe('Includes child namespaces'),
  size: z.int().min(1).max(200).default(10).describe('Flows per page'),
  page: z.int().min(1).default(1).describe('Page, from 1'),
});
export type SearchFlows = z.output<typeof SearchFlows>;
export const FlowPage = z.looseObject({
  results: z.array(FlowSummary),
  total: z.number().optional(),
});

export const FindFlow = z.strictObject({
  query: searchText.describe('Name as the user gives it, e.g. "hello world"'),
  namespace: leftOut(namespace, '').describe('Includes child namespaces'),
});
export type FindFlow = z.output<typeof FindFlow>;

const Candidate = z.looseObject({ namespace: z.string(), flow_id: z.string() });
export const FoundFlow = z.looseObject({
  found: z.boolean(),
  message: z.string(),
  match: Candidate.optional(),
  matches: z.array(z.looseObject({})),
});

export const ListFlowsWithTriggers = z.strictObject({
  namespace: leftOut(namespace, '').describe('Default: all'),
  enabled_only: z.boolean().default(false).describe('Only enabled triggers'),
  disabled_only: z.boolean().default(false).describe('Only disabled triggers'),
  offset,
});
export type ListFlowsWithTriggers = z.output<typeof ListFlowsWithTriggers>;
export const FlowsWithTriggers = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      namespace: z.string(),
      triggers: z.array(z.looseObject({ id: z.string() })),
    }),
  ),
});

export const CreateFlowFromYaml = z.strictObject({
  yaml_definition: nonEmpty.describe('YAML of the whole flow, with id and namespace'),
});
export type CreateFlowFromYaml = z.output<typeof CreateFlowFromYaml>;

export const ManageFlow = z.strictObject({
  action: z.enum(['enable', 'disable', 'list_revisions', 'list_dependencies', 'get_yaml', 'delete']),
  namespace,
  flow_id,
  revision: leftOut(z.int().min(0), 0).describe('revision (default: latest)'),
  task_id: leftOut(z.string(), '').describe('only this task or trigger'),
  lines: leftOut(z.string(), '').describe('only these lines, e.g. "40-80"'),
  with_yaml: z.boolean().default(false).describe('with the YAML of each'),
  offset: offset.describe('from `next`'),
});
export const manageFlowActions = {
  enable: { effect: 'write', does: 'enable it' },
  disable: { effect: 'write', does: 'disable it' },
  list_revisions: { effect: 'read', does: 'list its revisions', accepts: ['with_yaml', 'offset'] },
  list_dependencies: {
    effect: 'read',
    does: 'list its dependencies as an ASCII graph (show it unchanged)',
    accepts: ['offset'],
  },
  get_yaml: { effect: 'read', does: 'get its YAML', accepts: ['revision', 'task_id', 'lines', 'offset'] },
  delete: { effect: 'destructive', does: 'delete it' },
} as const satisfies Actions<typeof ManageFlow>;
export const ManagedFlow = z.looseObject({
  count: z.number().optional().describe('Changed flows; 0 if already in that state'),
  result: z.string().optional(),
  results: z.array(z.looseObject({})).optional(),
  status: z.string().optional(),
});
