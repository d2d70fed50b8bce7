import { flow_id, namespace, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

export const WriteFlow = z.strictObject({
  task: nonEmpty.describe('What the flow should do, in your own words'),
  namespace: namespace.describe('Namespace of the new flow'),
});
export type WriteFlow = z.output<typeof WriteFlow>;

export const MigrateTo2 = z.strictObject({
  namespace: namespace.describe('Namespace of the flow'),
  flow_id: flow_id.describe('Flow to migrate'),
});
export type MigrateTo2 = z.output<typeof MigrateTo2>;
