import { KestraClient, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { GenerateDashboard, Generated, GenerateFlow } from './generate.schemas.js';

@ToolGroup({ name: 'flow', title: 'Flows' })
export class GenerateTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'generate_flow',
    description: "Generate the YAML of a flow with Kestra's AI (Kestra 0.24+, with an AI provider).",
    effect: 'read',
    switches: { auto_create: { effect: 'write' } },
    input: GenerateFlow,
    output: Generated,
  })
  async generateFlow(
    { user_prompt, flow_yaml, namespace, provider_id, auto_create }: GenerateFlow,
    context: ToolContext,
  ) {
    const yaml = await this.kestra.ai.generateFlow({
      prompt: user_prompt,
      yaml: flow_yaml,
      providerId: provider_id,
      namespace,
    });
    if (!auto_create) return { result: yaml };
    const { saveFlow } = await import('./save.js');
    return saveFlow(this.kestra, yaml, context);
  }

  @Tool({
    name: 'generate_dashboard',
    description: "Generate the YAML of a dashboard with Kestra's AI (Kestra 1.3+, with an AI provider).",
    effect: 'read',
    switches: { auto_create: { effect: 'write' } },
    input: GenerateDashboard,
    output: Generated,
  })
  async generateDashboard({ user_prompt, dashboard_yaml, provider_id, auto_create }: GenerateDashboard) {
    const yaml = await this.kestra.ai.generateDashboard({
      prompt: user_prompt,
      yaml: dashboard_yaml,
      providerId: provider_id,
    });
    return auto_create ? this.kestra.dashboards.create(yaml) : { result: yaml };
  }
}
