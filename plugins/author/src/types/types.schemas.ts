import { nonEmpty, searchText } from '@kestra-mcp/core';
import * as z from 'zod';

export const SearchTaskTypes = z.strictObject({
  query: searchText.describe('E.g. "wait for approval"'),
  kind: nonEmpty.max(60).optional().describe('E.g. task, trigger, condition, chart'),
});
export type SearchTaskTypes = z.output<typeof SearchTaskTypes>;

export const FoundTypes = z.looseObject({
  results: z.array(z.looseObject({ type: z.string(), kind: z.string(), title: z.string().optional() })),
  hint: z.string().optional(),
});

export const DescribeTaskType = z.strictObject({
  type: nonEmpty.max(200).describe('E.g. io.kestra.plugin.core.log.Log, or Log'),
  property: nonEmpty.max(200).optional().describe('Only this property and its members; a.b for nested ones'),
});
export type DescribeTaskType = z.output<typeof DescribeTaskType>;

export const TypeDescription = z.looseObject({
  type: z.string(),
  properties: z.array(z.looseObject({ name: z.string() })).optional(),
  example: z.string().optional(),
});
