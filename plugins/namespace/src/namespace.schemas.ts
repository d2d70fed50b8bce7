import { leftOut, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

const offset = z.int().min(0).optional().describe('From `next`');

export const ListNamespaces = z.strictObject({
  query: leftOut(z.string().max(200), '').describe('Part of the name'),
  page_size: z.int().min(1).max(1000).default(100).describe('Namespaces per request'),
  offset,
  with_flows_only: z.boolean().default(false).describe('Only namespaces with flows, as plain names'),
});
export type ListNamespaces = z.output<typeof ListNamespaces>;
export const NamespaceNames = z.looseObject({ results: z.array(z.string()) });

export const InNamespace = z.strictObject({ namespace });
export type InNamespace = z.output<typeof InNamespace>;

export const ListFlowsInNamespace = InNamespace.extend({
  offset,
});
export type ListFlowsInNamespace = z.output<typeof ListFlowsInNamespace>;
export const FlowsOfNamespace = z.looseObject({
  results: z.array(z.looseObject({ id: z.string(), namespace: z.string() })),
});

export const ListDependencies = InNamespace.extend({ offset });
export type ListDependencies = z.output<typeof ListDependencies>;
export const DrawnDependencies = z.looseObject({ result: z.string() });
