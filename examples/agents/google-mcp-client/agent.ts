import { LlmAgent } from '@google/adk';
import { kestraHost } from './kestra-host.ts';
import { KestraTools } from './kestra-tools.ts';

const INSTRUCTION = `You operate the workflow orchestrator Kestra with the tools you are given, and answer from what they return.
Call a tool rather than guess. When a name is vague, find it first.
When a tool returns a drawn graph, repeat the graph and its legend in a code block, character for character: never redraw, reorder,
translate or shorten it.`;

/** The agent of the dev UI and of the command line. */
export const rootAgent = new LlmAgent({
  name: 'google-mcp-client',
  description: 'Operates Kestra through kestra-mcp.',
  model: process.env.GEMINI_MODEL || 'gemini-flash-latest',
  instruction: INSTRUCTION,
  // ADK starts a server for each list of tools and for each call, and stops it afterwards.
  tools: [new KestraTools(kestraHost(import.meta.url))],
});
