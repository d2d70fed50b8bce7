import type { Effect } from '../../foundation/effect.js';

/** The contract between this host and its plugins; a plugin states the one it was written for. */
export const API_VERSION = 1;

/** A JSON Schema object, as MCP sends it. */
export type JsonSchema = { [keyword: string]: unknown };

/** One action of a tool: a value of its `action` parameter, or a boolean parameter that turns a read into a write. */
export interface ActionManifest {
  name: string;
  effect: Effect;
  /** As the tool's description has it at its end; gone from there with the action. */
  does?: string;
  /** Parameters without which the action is an error. */
  requires?: string[];
  /** Parameters that mean something to it, beyond those of every action. */
  accepts?: string[];
  /** The action is the boolean parameter of that name. */
  switch?: true;
}

/** What tools, resources and prompts have in common: enough to select them. */
export interface FeatureManifest {
  name: string;
  group: string;
  title?: string;
  description: string;
  edition?: 'EE';
  /** Off until it is enabled by name or group. */
  optIn?: true;
}

/** All that listing and selecting a tool needs, so that its code can wait for the first call. */
export interface ToolManifest extends FeatureManifest {
  effect: Effect;
  inputSchema: JsonSchema;
  outputSchema: JsonSchema;
  actions?: ActionManifest[];
  /** The page that shows its results: a path from the folder of the plugin's main module. */
  ui?: string;
  /** Some of its calls do so much at once that they have to be confirmed. */
  bulk?: true;
}

/** What completes an argument: these values, or code of the plugin. */
export type CompleteManifest = true | string[];

export interface ResourceManifest extends FeatureManifest {
  /** A URI, or a template with `{names}`. */
  uri: string;
  mimeType?: string;
  /** By the names in braces. */
  complete?: Record<string, CompleteManifest>;
  /** It can be subscribed to, and is read that often to find out whether it has changed. */
  watch?: { everyMs: number };
  /** How long a client may keep what it has read. */
  ttlMs?: number;
}

export interface ArgumentManifest {
  name: string;
  description?: string;
  required: boolean;
  complete?: CompleteManifest;
}

export interface PromptManifest extends FeatureManifest {
  arguments: ArgumentManifest[];
}

/** One file of a skill, as a client checks what it has read. */
export interface SkillFileManifest {
  /** Below the folder of the skill, which is `skills/<name>` of the package. */
  path: string;
  /** In bytes. */
  size: number;
  /** `sha256:` and its digits. */
  digest: string;
}

export interface SkillManifest extends FeatureManifest {
  /** That of its SKILL.md, as it stands there. */
  frontmatter: Readonly<Record<string, unknown>>;
  files: SkillFileManifest[];
}

export interface GroupManifest {
  name: string;
  title: string;
  /** A line for the server's instructions: when to use these tools. */
  instructions?: string;
}

/** The modules that the manifest was read from: it is stale when their content is another. */
export interface CodeStamp {
  /** Paths below the package's folder. */
  files: string[];
  /** SHA-256 over their content, in this order. */
  hash: string;
}

/** What `kestra-mcp.manifest.json` holds: a plugin described without its code. */
export interface PluginManifest {
  apiVersion: number;
  id: string;
  version: string;
  code?: CodeStamp;
  /** JSON Schema of its options; absent when it has none. */
  options?: JsonSchema;
  groups: GroupManifest[];
  tools: ToolManifest[];
  resources: ResourceManifest[];
  prompts: PromptManifest[];
  /** Absent when it has none. */
  skills?: SkillManifest[];
}
