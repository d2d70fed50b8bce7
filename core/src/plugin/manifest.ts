import type { Effect } from '../effect.js';

/** The contract between this host and its plugins; a plugin states the one it was written for. */
export const API_VERSION = 1;

/** A JSON Schema object, as MCP sends it. */
export type JsonSchema = { [keyword: string]: unknown };

/** One action of a tool: a value of its `action` parameter, or a boolean parameter that turns a read into a write. */
export interface ActionManifest {
  name: string;
  effect: Effect;
  /** Parameters without which the action is an error. */
  requires?: string[];
  /** Parameters that mean something to it, beyond those of every action. */
  accepts?: string[];
  /** The action is the boolean parameter of that name. */
  switch?: true;
}

/** All that listing and selecting a tool needs, so that its code can wait for the first call. */
export interface ToolManifest {
  name: string;
  group: string;
  title?: string;
  description: string;
  effect: Effect;
  edition?: 'EE';
  inputSchema: JsonSchema;
  outputSchema: JsonSchema;
  actions?: ActionManifest[];
}

export interface GroupManifest {
  name: string;
  title: string;
  /** A line for the server's instructions: when to use these tools. */
  instructions?: string;
}

/** What `kestra-mcp.manifest.json` holds: a plugin described without its code. */
export interface PluginManifest {
  apiVersion: number;
  id: string;
  version: string;
  groups: GroupManifest[];
  tools: ToolManifest[];
}
