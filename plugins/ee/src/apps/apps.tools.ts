import { type ActionInput, KestraClient, Tool, ToolGroup } from '@kestra-mcp/core';
import { confirmApp } from '../confirm.js';
import { EE } from '../ee.js';
import {
  AppPage,
  appActions,
  GenerateApp,
  GeneratedApp,
  ManageApps,
  ManagedApp,
  SearchApps,
} from './apps.schemas.js';
import { saveApp } from './save-app.js';

@ToolGroup(EE)
export class AppTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'search_apps',
    description: 'List apps (forms and pages for flows). Filter by text, tags, namespace or flow.',
    effect: 'read',
    edition: 'EE',
    input: SearchApps,
    output: AppPage,
  })
  async searchApps(input: SearchApps) {
    return this.kestra.apps.search(input);
  }

  @Tool({
    name: 'manage_apps',
    title: 'App',
    description: 'Manage an app',
    edition: 'EE',
    input: ManageApps,
    actions: appActions,
    output: ManagedApp,
    confirm: confirmApp,
  })
  async manageApps(input: ActionInput<typeof ManageApps, typeof appActions>) {
    switch (input.action) {
      case 'create':
        return saveApp(this.kestra, input.yaml_source);
      case 'enable':
      case 'disable':
        return this.kestra.apps.setEnabled(input.uid, input.action === 'enable');
      case 'delete':
        await this.kestra.apps.delete(input.uid);
        return { status: 'deleted', uid: input.uid };
    }
  }

  @Tool({
    name: 'generate_app',
    description: "Generate the YAML of an app with Kestra's AI (Kestra 1.3+, with an AI provider).",
    effect: 'read',
    switches: { auto_create: { effect: 'write' } },
    edition: 'EE',
    input: GenerateApp,
    output: GeneratedApp,
  })
  async generateApp({ user_prompt, app_yaml, provider_id, auto_create }: GenerateApp) {
    const yaml = await this.kestra.ai.generateApp({
      prompt: user_prompt,
      yaml: app_yaml,
      providerId: provider_id,
    });
    return auto_create ? saveApp(this.kestra, yaml) : { result: yaml };
  }
}
