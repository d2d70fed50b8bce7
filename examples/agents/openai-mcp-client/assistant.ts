import { Agent, type AgentInputItem, run } from '@openai/agents';
import type { KestraHost } from './kestra-host.ts';

const INSTRUCTIONS = `You operate the workflow orchestrator Kestra with the tools you are given, and answer from what they return.
Call a tool rather than guess. When a name is vague, find it first.
When a tool returns a drawn graph, repeat the graph and its legend in a code block, character for character: never redraw, reorder,
translate or shorten it.`;

const MOST_TURNS = 30;

/** An agent with all tools of the server. It remembers the conversation. */
export class KestraAssistant {
  readonly #agent: Agent;
  #conversation: AgentInputItem[] = [];

  constructor(host: KestraHost, model: string | undefined) {
    this.#agent = new Agent({
      name: 'openai-mcp-client',
      instructions: INSTRUCTIONS,
      mcpServers: [host],
      ...(model && { model }),
    });
  }

  /** The final answer of the model, after its tool calls. */
  async ask(prompt: string): Promise<string> {
    const input: AgentInputItem[] = [...this.#conversation, { role: 'user', content: prompt }];
    const result = await run(this.#agent, input, { maxTurns: MOST_TURNS });
    this.#conversation = result.history;
    return result.finalOutput ?? '';
  }
}
