import { leftOut, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

export const ListNamespaces = z.strictObject({
  query: leftOut(z.string().max(200), '').describe('Part of the name; all when left out'),
  page_size: z.int().min(1).max(1000).default(100).describe('Namespaces per page'),
  page: z.int().min(1).optional().describe('Page, from 1; all when left out'),
  with_flows_only: z.boolean().default(false).describe('Only those that have flows, as bare names'),
});
export type ListNamespaces = z.output<typeof ListNamespaces>;
const total = z.number().optional();
const next = z.string().optional().describe('How to get the rest');
export const NamespaceNames = z.looseObject({ results: z.array(z.string()), total, next });

export const InNamespace = z.strictObject({ namespace });
export type InNamespace = z.output<typeof InNamespace>;

export const ListFlowsInNamespace = InNamespace.extend({
  page: z.int().min(1).default(1).describe('Page, from 1'),
  page_size: z.int().min(1).max(1000).default(50).describe('Flows per page'),
});
export type ListFlowsInNamespace = z.output<typeof ListFlowsInNamespace>;
export const FlowsOfNamespace = z.looseObject({
  results: z.array(z.looseObject({ id: z.string(), namespace: z.string() })),
  total,
  next,
});

export const ListDependencies = InNamespace.extend({
  offset: z.int().min(0).default(0).describe('Of a graph that was cut: from this character on'),
});
export type ListDependencies = z.output<typeof ListDependencies>;
export const DrawnDependencies = z.looseObject({ result: z.string(), next });
