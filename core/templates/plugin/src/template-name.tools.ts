import { KestraClient, Tool, ToolGroup } from '@kestra-mcp/core';
import { CountTemplateName, TemplateNameOptions, TemplateNameResult } from './template-name.schemas.js';

@ToolGroup({ name: 'template_name', title: 'Template name', instructions: 'how many flows a namespace has.' })
export class TemplateNameTools {
  // Imported with `import { … }`, not `import type`: the host gives by class what is asked for here.
  constructor(
    private readonly kestra: KestraClient,
    private readonly options: TemplateNameOptions,
  ) {}

  @Tool({
    name: 'count_template_name',
    description: 'How many flows a namespace has, and whether these are too many.',
    effect: 'read',
    input: CountTemplateName,
    output: TemplateNameResult,
  })
  async countTemplateName({ namespace }: CountTemplateName) {
    const flows = await this.kestra.flows.list(namespace);
    return { flows: flows.length, too_many: flows.length > this.options.most };
  }
}
