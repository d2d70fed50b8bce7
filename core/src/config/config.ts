import type { LogLevel } from '../foundation/levels.js';
import type { KestraAuth, KestraConfig } from '../kestra/settings.js';
import type { HttpConfig, HttpLimits } from './http/types.js';

export type { HttpConfig, HttpLimits, KestraAuth, KestraConfig };

/** Where a value came from, as errors and `doctor` name it: `--flag`, `VARIABLE`, a file's path, or `default`. */
export type Origin = string;

/** A plugin as configured: a package name, a short name, a path, or a plugin object. */
export interface PluginEntry {
  plugin: string | object;
  options: Record<string, unknown>;
}

/** The sets of tools to start from. */
export const PRESETS = ['default', 'python', 'full'] as const;
export type Preset = (typeof PRESETS)[number];

/** Names are groups, tools, `tool:action`, aliases or globs of these. */
export interface ToolsConfig {
  enable: string[];
  /** `undefined`: no narrowing. */
  only?: string[];
  disable: string[];
  readOnly: boolean;
  /** What is on before the lists add and take away; absent: `default`. */
  preset?: Preset;
  fixed?: FixedParameters;
  /** What has to be confirmed, by who says it; nobody: `auto` for all. */
  confirm?: readonly ConfirmLayer[];
  /** What other layers narrow or take away, each beside the lists above. */
  further?: readonly FurtherList[];
}

/** From the loosest to the strictest: of several that hold, the strictest one counts. */
export const CONFIRM_POLICIES = ['never', 'auto', 'echo', 'always'] as const;
export type ConfirmPolicy = (typeof CONFIRM_POLICIES)[number];

/** What the calls of a group, tool or `tool:action` need before they take something away. */
export interface ConfirmRule {
  name: string;
  policy: ConfirmPolicy;
}

/** The rules of one layer. Layers add up: of several that speak of a call, the strictest counts. */
export interface ConfirmLayer {
  rules: readonly ConfirmRule[];
  origin: Origin;
  /** False: a name in it that means nothing is told, and stops nothing. */
  trusted: boolean;
}

/** A list of another layer than the nearest that has one: limits add up. */
export interface FurtherList {
  list: 'only' | 'disable';
  names: readonly string[];
  origin: Origin;
  /** False: a name in it that means nothing is told, and stops nothing. */
  trusted: boolean;
}

/** The working folder, while it is not trusted: what its files say and was not taken. */
export interface UntrustedFolder {
  folder: string;
  /** It was trusted, but is not any more what it was. */
  changed: boolean;
  /** What was left, by file; without any there is nothing to tell. */
  left: readonly { file: string; what: string }[];
}

/** Credentials that were not used: the address is a folder's, and nobody was asked. */
export interface Withheld {
  /** Where they are from. */
  from: Origin;
  /** The host of the address, and that of the proxy on the way to it. */
  to: string;
}

/** Parameters that the configuration decides: a caller cannot leave them. */
export interface FixedParameters {
  tenant?: string;
  /** The one namespace that calls work in. */
  namespace?: string;
  /** Prefixes of the namespaces that calls may work in: these, and what is below them; that of `namespace` too. */
  namespaces?: string[];
}

/** How long things may take, in milliseconds, and how large they may be. */
export interface Limits {
  /** An answer, in characters of its JSON. */
  answerChars: number;
  /** One call of a tool, whatever it waits for. */
  callMs: number;
  /** A plugin's import, `onInit` and `onDispose`, each. */
  pluginStartMs: number;
}

export const SANDBOX_MODES = ['oss-1.3', 'oss-2.0', 'ee-1.3', 'ee-2.0'] as const;
export type SandboxMode = (typeof SANDBOX_MODES)[number];

/** The effective configuration: everything the host needs to know, validated. */
export interface Config {
  kestra: KestraConfig;
  /** `undefined`: the plugins that come with the host. */
  plugins?: PluginEntry[];
  tools: ToolsConfig;
  limits: Limits;
  /** A plugin that cannot be used stops the start. */
  strict: boolean;
  logLevel: LogLevel;
  /** What questions are signed with that come back to another process than has asked; secret. */
  stateKey?: string;
  sandbox?: SandboxMode;
  /** Set: MCP is served over HTTP, not on stdio. */
  http?: HttpConfig;
  /** The folder that plugin names and paths are resolved from. */
  folder: string;
  /** The configuration file in use, if any. */
  file?: string;
  /** The `.env` file in use, if any. */
  dotenv?: string;
  /** All files that were looked at, to be watched; the nearest first. */
  files?: readonly string[];
  /** Set while the working folder has files that nobody has said to trust. */
  untrusted?: UntrustedFolder;
  withheld?: Withheld;
  /** Set where a trusted folder names the plugins: the code that was looked at, by file and hash. No other is run. */
  code?: ReadonlyMap<string, string>;
  /** For `doctor` alone: what works, and may surprise. */
  advice?: readonly string[];
  /** What the user should know of the files that were read, though they could be used. */
  notes?: string[];
  /** What has no effect though somebody has written it. */
  warnings?: string[];
  /** What was put right in values on their way here. */
  mended?: string[];
  /** Dotted key (`kestra.baseUrl`, `tools.disable`) to where its value came from. */
  origins: Record<string, Origin>;
}
