import type { LogLevel } from '../foundation/levels.js';
import type { KestraAuth, KestraConfig } from '../kestra/settings.js';
import type { HttpConfig, HttpLimits } from './http/types.js';

export type { HttpConfig, HttpLimits, KestraAuth, KestraConfig };

/** Where a value comes from, as errors and `doctor` name it: `--flag`, `VARIABLE`, the path of a file, or `default`. */
export type Origin = string;

/** A plugin as configured: a package name, a short name, a path, or a plugin object. */
export interface PluginEntry {
  plugin: string | object;
  options: Record<string, unknown>;
}

/** The sets of tools to start from. */
export const PRESETS = ['default', 'python', 'full'] as const;
export type Preset = (typeof PRESETS)[number];

/** Names are groups, tools, `tool:action`, aliases or globs. */
export interface ToolsConfig {
  enable: string[];
  /** `undefined` enables everything. */
  only?: string[];
  disable: string[];
  readOnly: boolean;
  /** What is enabled before the lists apply. Default: `default`. */
  preset?: Preset;
  fixed?: FixedParameters;
  /** The confirmation rules by layer. Default: `auto` for everything. */
  confirm?: readonly ConfirmLayer[];
  /** Lists of other layers, in addition to the lists above. */
  further?: readonly FurtherList[];
}

/** From loosest to strictest. If several apply, the strictest counts. */
export const CONFIRM_POLICIES = ['never', 'auto', 'echo', 'always'] as const;
export type ConfirmPolicy = (typeof CONFIRM_POLICIES)[number];

/** The confirmation that destructive calls of a group, tool or `tool:action` need. */
export interface ConfirmRule {
  name: string;
  policy: ConfirmPolicy;
}

/** The rules of one layer. Layers add up: if several match a call, the strictest counts. */
export interface ConfirmLayer {
  rules: readonly ConfirmRule[];
  origin: Origin;
  /** If false, an unknown name is reported but does not stop the start. */
  trusted: boolean;
}

/** A list of a farther layer: limits of several layers add up. */
export interface FurtherList {
  list: 'only' | 'disable';
  names: readonly string[];
  origin: Origin;
  /** If false, an unknown name is reported but does not stop the start. */
  trusted: boolean;
}

/** The untrusted working folder, and what of its files was ignored. */
export interface UntrustedFolder {
  folder: string;
  /** It was trusted, but has changed since. */
  changed: boolean;
  /** What was ignored, by file. If empty, nothing needs to be reported. */
  left: readonly { file: string; what: string }[];
}

/** Credentials that are not sent, because the address comes from a folder and the user was not asked. */
export interface Withheld {
  /** Where they come from. */
  from: Origin;
  /** The host of the base URL and of the proxy on the way to it. */
  to: string;
}

/** Values that the configuration fixes. Callers cannot change them. */
export interface FixedParameters {
  tenant?: string;
  /** The single namespace that calls use. */
  namespace?: string;
  /** The namespaces that calls may use, each with those below it. Includes `namespace`. */
  namespaces?: string[];
}

/** Time limits in milliseconds, and size limits. */
export interface Limits {
  /** Size of a result, in characters of JSON. */
  answerChars: number;
  /** Duration of one tool call, including all waiting. */
  callMs: number;
  /** Duration of a plugin's import, `onInit` and `onDispose`, each. */
  pluginStartMs: number;
}

export const SANDBOX_MODES = ['oss-1.3', 'oss-2.0', 'ee-1.3', 'ee-2.0'] as const;
export type SandboxMode = (typeof SANDBOX_MODES)[number];

/** The effective configuration: everything the host needs to know, validated. */
export interface Config {
  kestra: KestraConfig;
  /** `undefined` means the bundled plugins. */
  plugins?: PluginEntry[];
  tools: ToolsConfig;
  limits: Limits;
  /** If true, a plugin that cannot be loaded stops the start. */
  strict: boolean;
  logLevel: LogLevel;
  /** The secret that signs questions whose answers may reach another process. */
  stateKey?: string;
  sandbox?: SandboxMode;
  /** If set, MCP is served over HTTP instead of stdio. */
  http?: HttpConfig;
  /** The folder from which plugin names and paths are resolved. */
  folder: string;
  /** The configuration file in use, if any. */
  file?: string;
  /** The `.env` file in use, if any. */
  dotenv?: string;
  /** All files that were considered, nearest first. They are watched for changes. */
  files?: readonly string[];
  /** Set while the working folder has untrusted files. */
  untrusted?: UntrustedFolder;
  withheld?: Withheld;
  /** Set if a trusted folder names the plugins: the code that was reviewed, by file and hash. No other code runs. */
  code?: ReadonlyMap<string, string>;
  /** Only for `doctor`: settings that work but may surprise. */
  advice?: readonly string[];
  /** What the user should know about the files, although they could be read. */
  notes?: string[];
  /** Settings that have no effect. */
  warnings?: string[];
  /** Corrections made to values, such as removed quotes. */
  mended?: string[];
  /** Maps dotted keys (`kestra.baseUrl`, `tools.disable`) to the origins of their values. */
  origins: Record<string, Origin>;
}
