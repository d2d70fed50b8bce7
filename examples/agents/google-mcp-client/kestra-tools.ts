import { MCPTool, MCPToolset, type ReadonlyContext, type StdioConnectionParams } from '@google/adk';

/**
 * Declares the tools of kestra-mcp by their JSON Schemas. ADK would translate them into the older schema language of
 * Gemini, which cannot express maps and choices, and the API would refuse them.
 */
export class KestraTools extends MCPToolset {
  constructor(host: StdioConnectionParams) {
    super(host);
  }

  override async getTools(context?: ReadonlyContext) {
    const tools = await super.getTools(context);
    for (const tool of tools) if (tool instanceof MCPTool) declareAsItIs(tool);
    return tools;
  }
}

function declareAsItIs(tool: MCPTool): void {
  const { inputSchema } = Reflect.get(tool, 'mcpTool') as { inputSchema: Record<string, unknown> };
  // Gemini does not know this keyword.
  const { $schema: _, ...parametersJsonSchema } = inputSchema;
  const { name, description } = tool;
  tool._getDeclaration = () => ({ name, description, parametersJsonSchema });
}
