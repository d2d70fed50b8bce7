import { completeFlowId, completeNamespace, KestraClient, Resource, ToolGroup } from '@kestra-mcp/core';

@ToolGroup({ name: 'flow', title: 'Flows' })
export class FlowResources {
  constructor(private readonly kestra: KestraClient) {}

  @Resource({
    name: 'flow_yaml',
    title: 'Flow',
    uri: 'kestra://flows/{namespace}/{id}',
    description: 'Read the YAML of the latest revision of a flow.',
    mimeType: 'application/yaml',
    complete: { namespace: completeNamespace, id: completeFlowId },
  })
  async flowYaml({ namespace, id }: { namespace: string; id: string }) {
    const { source = '' } = await this.kestra.flows.get(namespace, id, { source: true });
    return source;
  }
}
