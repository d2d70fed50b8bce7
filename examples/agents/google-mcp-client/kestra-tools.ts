import { MCPTool, MCPToolset, type ReadonlyContext, type StdioConnectionParams } from '@google/adk';

/**
 * The tools of kestra-mcp, declared by their JSON Schemas. ADK would write them in Gemini's older schema language, where a
 * map has no properties and a choice no type, and the API refuses both.
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
  // The dialect is no keyword that Gemini knows.
  const { $schema: _, ...parametersJsonSchema } = inputSchema;
  const { name, description } = tool;
  tool._getDeclaration = () => ({ name, description, parametersJsonSchema });
}
