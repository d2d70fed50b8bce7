/**
 * What `@kestra-mcp/core/host` exports: the host itself, for programs that embed it and for the test kit. Not for
 * plugins, which need nothing of it; it may change with any release.
 */

export type { Config } from './config/config.js';
export { givenConfig } from './config/given.js';
export { type Host, startHost } from './host.js';
export { isPlugin } from './plugin/define.js';
export { describePlugin } from './plugin/describe.js';
export type { JsonSchema, PluginManifest, ToolManifest } from './plugin/manifest.js';
export { faultOf } from './plugin/manifest-fault.js';
export { undescribed } from './plugin/undescribed.js';
export { createServer } from './server/mcp-server.js';
