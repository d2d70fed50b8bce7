import { defineConfig } from '@kestra-mcp/core';

/**
 * A documented sample. Every setting is commented out, so this file changes nothing and does not hide another
 * configuration of yours. Copy it and uncomment what you need. Flags take precedence over environment variables, these over
 * `.env`, and `.env` over this file.
 */
export default defineConfig({
  // kestra: {
  //   // The base URL, with or without /api/v1.
  //   baseUrl: '${KESTRA_BASE_URL:-http://localhost:8080/api/v1}',
  //   // Always `main` in Kestra OSS.
  //   tenant: '${KESTRA_TENANT_ID:-}',
  //   // Keep secrets in the environment or in .env. Enterprise Edition also accepts { token: '${KESTRA_API_TOKEN:-}' }.
  //   auth: { username: '${KESTRA_USERNAME:-}', password: '${KESTRA_PASSWORD:-}' },
  //   // Timeout of one request to Kestra, in milliseconds.
  //   timeoutMs: 30_000,
  // },
  //
  // // Short names, packages, folders or files. `bundled` means all bundled plugins, which is also the default.
  // plugins: ['bundled'], // and ['@acme/sla', { maxDuration: 'PT30M' }], './my-plugin', './my-tools.ts'
  //
  // tools: {
  //   // Groups, tools, or actions as tool:action. * matches any part of a name. Run `kestra-mcp list` to see all names.
  //   disable: [],
  //   // Enable only these.
  //   // only: ['flow', 'manage_executions:get', 'list_*'],
  //   readOnly: false,
  //   // When to ask before something is deleted: auto, echo, always or never, for all tools or by name.
  //   // confirm: 'echo', // or { '*': 'auto', kv: 'never', 'manage_flow:delete': 'always' }
  //   // Values that callers cannot choose. A single namespace is removed from the arguments, a list restricts them.
  //   // fixed: { tenant: 'main', namespaces: ['company', 'shared'] },
  // },
  //
  // // The result size limit, in characters, and the timeouts of a tool call and of a plugin's start, in milliseconds.
  // limits: { answerChars: 40_000, callMs: 600_000, pluginStartMs: 10_000 },
  // // true: do not start if a plugin cannot be loaded. false: start with the other plugins.
  // strict: false,
  //
  // logLevel: 'error',
});
