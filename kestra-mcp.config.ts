import { defineConfig } from '@kestra-mcp/core';

/**
 * The documented sample, used by `npm start`. As it stands it changes nothing: every value is the default, or comes
 * from the environment. Flags win over the environment, the environment over `.env`, that over this file.
 */
export default defineConfig({
  kestra: {
    // With or without /api/v1.
    baseUrl: '${KESTRA_BASE_URL:-http://localhost:8080/api/v1}',
    // `main` on an OSS Kestra.
    tenant: '${KESTRA_TENANT_ID:-}',
    // Secrets belong into the environment or .env. An Enterprise Edition takes { token: '${KESTRA_API_TOKEN:-}' } too.
    auth: { username: '${KESTRA_USERNAME:-}', password: '${KESTRA_PASSWORD:-}' },
    // Longest time for one request to Kestra.
    timeoutMs: 30_000,
  },

  // Short names of the plugins that come with the host, package names, or paths. Left out: all that come with it.
  // plugins: ['flow', 'execution', 'kv', 'namespace', '@acme/kestra-mcp-sla', './my-plugin'],

  tools: {
    // Groups, tools, or actions as tool:action; * stands for any part of a name. `kestra-mcp list` shows them all.
    disable: [],
    // Uncomment to have these and no others.
    // only: ['flow', 'manage_executions:get', 'list_*'],
    readOnly: false,
  },

  logLevel: 'error',
});
