/**
 * The exports of `@kestra-mcp/core/host`: the server itself, for programs that embed it and for the test kit. Plugins do
 * not need it. It may change in any release.
 */

export { TaskBegun } from './call/task/begun.js';
export type { Config } from './config/config.js';
export { givenConfig } from './config/values/given.js';
export { type Host, startHost } from './host/host.js';
export { isPlugin } from './plugin/author/define.js';
export { promptsOf } from './plugin/author/metadata.js';
export { appFile, LARGEST_APP } from './plugin/manifest/app-file.js';
export { describePlugin } from './plugin/manifest/describe.js';
export type { JsonSchema, PluginManifest, ToolManifest } from './plugin/manifest/manifest.js';
export { faultOf } from './plugin/manifest/manifest-fault.js';
export { oddArguments } from './plugin/manifest/odd-arguments.js';
export { undescribed } from './plugin/manifest/undescribed.js';
export { createServer } from './server/mcp-server.js';
