import {
  definePlugin,
  defineTool,
  InputError,
  KestraClient,
  namespace,
  Prompt,
  pluginOptions,
  Resource,
  Tool,
  ToolGroup,
} from '@kestra-mcp/core';
import * as z from 'zod';

class SlaOptions extends pluginOptions(
  z.strictObject({ most: z.int().default(10).describe('Most flows that a namespace may have.') }),
) {}

const OfNamespace = z.strictObject({ namespace });
const Count = z.object({ count: z.int(), most: z.int() });

@ToolGroup({ name: 'sla', title: 'SLA' })
class SlaTools {
  constructor(
    private readonly kestra: KestraClient,
    private readonly options: SlaOptions,
  ) {}

  @Tool({
    name: 'count_flows',
    description: 'How many flows a namespace has, and how many it may have.',
    effect: 'read',
    input: OfNamespace,
    output: Count,
  })
  async countFlows({ namespace }: z.output<typeof OfNamespace>) {
    if (namespace === 'forbidden') throw new InputError('This namespace is not counted.');
    return { count: (await this.kestra.flows.list(namespace)).length, most: this.options.most };
  }

  @Resource({ name: 'limit', uri: 'sla://limit', description: 'How many flows a namespace may have.' })
  limit() {
    return { most: this.options.most };
  }

  @Prompt({
    name: 'review',
    description: 'Looks for namespaces with too many flows.',
    input: OfNamespace,
  })
  review({ namespace }: z.output<typeof OfNamespace>) {
    return `Are there too many flows in ${namespace}?`;
  }
}

const licence = defineTool({
  group: { name: 'sla', title: 'SLA' },
  name: 'get_licence',
  description: 'The licence of the instance.',
  effect: 'read',
  edition: 'EE',
  input: z.strictObject({}),
  output: z.looseObject({}),
  handler: () => ({}),
});

/** A plugin that uses every feature. */
export const slaPlugin = definePlugin({
  id: 'sla',
  groups: [SlaTools],
  tools: [licence],
  options: SlaOptions,
});
