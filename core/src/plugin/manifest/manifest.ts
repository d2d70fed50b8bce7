import type { Effect } from '../../foundation/effect.js';

/** The version of the contract between the host and its plugins. A plugin states the version it was written for. */
export const API_VERSION = 1;

/** A JSON Schema object, as MCP sends it. */
export type JsonSchema = { [keyword: string]: unknown };

/** An action of a tool: a value of its `action` parameter, or a boolean parameter that turns a read into a write. */
export interface ActionManifest {
  name: string;
  effect: Effect;
  /** The clause at the end of the tool's description. Removed together with the action. */
  does?: string;
  /** Parameters that the action requires. */
  requires?: string[];
  /** Further parameters that the action uses and not all actions share. */
  accepts?: string[];
  /** The name of the boolean parameter that is this action. */
  switch?: true;
}

/** What tools, resources and prompts have in common, enough to select them. */
export interface FeatureManifest {
  name: string;
  group: string;
  title?: string;
  description: string;
  edition?: 'EE';
  /** Off until it is enabled by name or group. */
  optIn?: true;
}

/** Everything that listing and selecting a tool needs, so that its code is only loaded for the first call. */
export interface ToolManifest extends FeatureManifest {
  effect: Effect;
  inputSchema: JsonSchema;
  outputSchema: JsonSchema;
  actions?: ActionManifest[];
  /** The app page, as a path relative to the plugin's main module. */
  ui?: string;
  /** Some of its calls are bulk operations that need a confirmation. */
  bulk?: true;
}

/** How an argument is completed: with these values, or by code of the plugin. */
export type CompleteManifest = true | string[];

export interface ResourceManifest extends FeatureManifest {
  /** A URI, or a template with `{names}`. */
  uri: string;
  mimeType?: string;
  /** By the names in braces. */
  complete?: Record<string, CompleteManifest>;
  /** Clients can subscribe to it. It is read at this interval to detect changes. */
  watch?: { everyMs: number };
  /** How long a client may cache it. */
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

/** A file of a skill, with what a client needs to verify it. */
export interface SkillFileManifest {
  /** Relative to the skill's folder, which is `skills/<name>` in the package. */
  path: string;
  /** In bytes. */
  size: number;
  /** `sha256:` and its digits. */
  digest: string;
}

export interface SkillManifest extends FeatureManifest {
  /** The front matter of its SKILL.md, unchanged. */
  frontmatter: Readonly<Record<string, unknown>>;
  files: SkillFileManifest[];
}

export interface GroupManifest {
  name: string;
  title: string;
  /** A line for the server's instructions: when to use these tools. */
  instructions?: string;
}

/** The modules that the manifest was created from. It is outdated if their content changes. */
export interface CodeStamp {
  /** Paths relative to the package's folder. */
  files: string[];
  /** SHA-256 of their contents, in this order. */
  hash: string;
}

/** The content of `kestra-mcp.manifest.json`: a plugin described without its code. */
export interface PluginManifest {
  apiVersion: number;
  id: string;
  version: string;
  code?: CodeStamp;
  /** JSON Schema of its options; absent if it has none. */
  options?: JsonSchema;
  groups: GroupManifest[];
  tools: ToolManifest[];
  resources: ResourceManifest[];
  prompts: PromptManifest[];
  /** Absent if it has none. */
  skills?: SkillManifest[];
}
