import * as z from 'zod';
import {
  definePlugin,
  definePrompt,
  defineResource,
  defineTool,
} from '../../../core/src/plugin/author/define.js';
import { loadPlugins } from '../../../core/src/plugin/load/load.js';
import { buildRegistry, type Registry } from '../../../core/src/registry/registry.js';

const things = { name: 'things', title: 'Things', instructions: 'look at things.' };
const text = z.string().describe('Text');
const output = z.looseObject({});
const handler = () => ({});

const ManageThing = z.strictObject({
  id: text,
  action: z.enum(['get', 'set', 'delete']).default('get'),
  value: text.optional(),
  note: text.optional(),
  force: z.boolean().default(false).describe('For delete'),
});

/** Tools of every kind: reading, destructive, with actions, with a boolean action, and EE only. */
export const thingsPlugin = definePlugin({
  id: 'things',
  tools: [
    defineTool({
      group: things,
      name: 'get_thing',
      description: 'One thing.',
      effect: 'read',
      input: z.strictObject({ id: text }),
      output,
      handler,
    }),
    defineTool({
      group: things,
      name: 'manage_thing',
      description: 'One thing.',
      input: ManageThing,
      actions: {
        get: { effect: 'read' },
        set: { effect: 'write', requires: ['value'], accepts: ['note'] },
        delete: { effect: 'destructive', accepts: ['force', 'note'] },
      },
      output,
      handler,
    }),
    defineTool({
      group: things,
      name: 'generate_flow',
      description: 'Makes a thing.',
      effect: 'read',
      switches: { auto_create: { effect: 'write' } },
      input: z.strictObject({ auto_create: z.boolean().default(false).describe('Save it') }),
      output,
      handler,
    }),
    defineTool({
      group: { name: 'thing_logs', title: 'Logs' },
      name: 'delete_thing_logs',
      description: 'Deletes logs.',
      effect: 'destructive',
      input: z.strictObject({}),
      output,
      handler,
    }),
    defineTool({
      group: { name: 'ee_apps', title: 'Enterprise Edition' },
      name: 'search_apps',
      description: 'Apps.',
      effect: 'read',
      edition: 'EE',
      input: z.strictObject({}),
      output,
      handler,
    }),
  ],
});

const reports = { name: 'reports', title: 'Reports', instructions: 'read reports.' };

/** Resources and prompts of every kind: a plain URI, a template, and EE only, with and without arguments. */
export const reportsPlugin = definePlugin({
  id: 'reports',
  resources: [
    defineResource({
      group: reports,
      name: 'report',
      uri: 'sla://report',
      description: 'All.',
      handler: () => 'all',
    }),
    defineResource({
      group: reports,
      name: 'flow_report',
      title: 'One flow',
      uri: 'sla://{namespace}/{flow_id}',
      description: 'One.',
      mimeType: 'text/csv',
      handler: (input) => input,
    }),
    defineResource({
      group: { name: 'ee_reports', title: 'Enterprise Edition' },
      name: 'app_report',
      uri: 'sla://apps',
      description: 'Apps.',
      edition: 'EE',
      handler: () => 'apps',
    }),
  ],
  prompts: [
    definePrompt({
      group: reports,
      name: 'explain_run',
      title: 'Why did it fail?',
      description: 'Explains a run.',
      input: z.strictObject({
        namespace: text,
        execution_id: text,
        lines: z.coerce.number().optional().describe('Lines of the log'),
      }),
      handler: ({ execution_id }) => `Why did ${execution_id} fail?`,
    }),
    definePrompt({
      group: { name: 'greetings', title: 'Greetings' },
      name: 'greet',
      description: 'Greets.',
      handler: () => 'Hello.',
    }),
  ],
});

/** The registry for plugins given as objects. */
export async function registryOf(...plugins: object[]): Promise<Registry> {
  return buildRegistry(
    await loadPlugins(
      plugins.map((plugin) => ({ plugin, options: {} })),
      { folder: '/', file: '/config.ts', startMs: 1_000 },
    ),
  );
}
