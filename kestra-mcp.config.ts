import { defineConfig } from '@kestra-mcp/core';

/**
 * The documented sample. All of it is in comments, so that it hides no configuration of yours: a file that says nothing is
 * passed over. Copy it, and uncomment what you need. Flags win over the environment, the environment over `.env`, that
 * over this file.
 */
export default defineConfig({
  // kestra: {
  //   // With or without /api/v1.
  //   baseUrl: '${KESTRA_BASE_URL:-http://localhost:8080/api/v1}',
  //   // `main` on an OSS Kestra.
  //   tenant: '${KESTRA_TENANT_ID:-}',
  //   // Secrets belong into the environment or .env. An Enterprise Edition takes { token: '${KESTRA_API_TOKEN:-}' } too.
  //   auth: { username: '${KESTRA_USERNAME:-}', password: '${KESTRA_PASSWORD:-}' },
  //   // Longest time for one request to Kestra.
  //   timeoutMs: 30_000,
  // },
  //
  // // Short names, packages, folders or files; `bundled` stands for all that come with the host. Left out: just those.
  // plugins: ['bundled'], // and ['@acme/sla', { maxDuration: 'PT30M' }], './my-plugin', './my-tools.ts'
  //
  // tools: {
  //   // Groups, tools, or actions as tool:action; * stands for any part of a name. `kestra-mcp list` shows them all.
  //   disable: [],
  //   // To have these and no others.
  //   // only: ['flow', 'manage_executions:get', 'list_*'],
  //   readOnly: false,
  //   // Before something is lost: auto, echo, always or never; or one for each name.
  //   // confirm: 'echo', // or { '*': 'auto', kv: 'never', 'manage_flow:delete': 'always' }
  //   // To decide what callers cannot: one namespace leaves the tools' parameters, a list narrows them.
  //   // fixed: { tenant: 'main', namespaces: ['company', 'shared'] },
  // },
  //
  // // Longest call of a tool, and longest start of a plugin, in milliseconds.
  // limits: { answerChars: 40_000, callMs: 600_000, pluginStartMs: 10_000 },
  // // true: refuse to start when a plugin cannot be used. Otherwise the others work on.
  // strict: false,
  //
  // logLevel: 'error',
});
