import { KestraClient, Tool, ToolGroup } from '@kestra-mcp/core';
import { CountTemplateName, TemplateNameOptions, TemplateNameResult } from './template-name.schemas.js';

@ToolGroup({ name: 'template_name', title: 'Template name', instructions: 'Count the flows of a namespace.' })
export class TemplateNameTools {
  // Import these classes with `import { … }`, not `import type`: kestra-mcp finds what to inject by class.
  constructor(
    private readonly kestra: KestraClient,
    private readonly options: TemplateNameOptions,
  ) {}

  @Tool({
    name: 'count_template_name',
    description: 'Count the flows of a namespace, and check whether there are too many.',
    effect: 'read',
    input: CountTemplateName,
    output: TemplateNameResult,
  })
  async countTemplateName({ namespace }: CountTemplateName) {
    const flows = await this.kestra.flows.list(namespace);
    return { flows: flows.length, too_many: flows.length > this.options.most };
  }
}
