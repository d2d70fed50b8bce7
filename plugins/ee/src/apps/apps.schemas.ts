import { type Actions, flow_id, namespace } from '@kestra-mcp/core';
import * as z from 'zod';
import { generation, yamlToChange } from '../generate.schemas.js';

const App = z.looseObject({ uid: z.string(), id: z.string().optional(), namespace: z.string().optional() });

export const SearchApps = z.strictObject({
  page: z.int().min(1).default(1).describe('Page, from 1'),
  size: z.int().min(1).max(200).default(10).describe('Apps per page'),
  sort: z.array(z.string()).optional().describe('E.g. ["id:asc"]'),
  tags: z.array(z.string().min(1)).optional().describe('With one of these tags'),
  q: z.string().min(1).optional().describe('Text in the name'),
  namespace: namespace.optional().describe('Includes child namespaces'),
  flowId: flow_id.optional().describe('Only apps of this flow'),
});
export type SearchApps = z.output<typeof SearchApps>;
export const AppPage = z.looseObject({ results: z.array(App), total: z.number().optional() });

export const ManageApps = z.strictObject({
  action: z.enum(['create', 'enable', 'disable', 'delete']),
  uid: z.string().min(1).optional().describe('uid of the app'),
  yaml_source: z.string().min(1).optional().describe('YAML of the whole app'),
});
export const appActions = {
  create: {
    effect: 'write',
    does: 'create it from YAML (updates one of the same namespace and id)',
    requires: ['yaml_source'],
  },
  enable: { effect: 'write', does: 'enable it', requires: ['uid'] },
  disable: { effect: 'write', does: 'disable it', requires: ['uid'] },
  delete: { effect: 'destructive', does: 'delete it', requires: ['uid'] },
} as const satisfies Actions<typeof ManageApps>;
export const ManagedApp = z.looseObject({
  uid: z.string(),
  source: z.string().optional(),
  status: z.string().optional(),
});

export const GenerateApp = z.strictObject({
  user_prompt: generation.user_prompt,
  app_yaml: yamlToChange,
  provider_id: generation.provider_id,
  auto_create: generation.auto_create,
});
export type GenerateApp = z.output<typeof GenerateApp>;
/** The YAML in `result`, or with `auto_create` what Kestra saved. */
export const GeneratedApp = z.looseObject({ result: z.string().optional(), uid: z.string().optional() });
