// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import { defineConfig, definePlugin, type KestraMcpConfig } from '@kestra-mcp/core';

export const nothing = defineConfig({});

export const whole: KestraMcpConfig = defineConfig({
  kestra: {
    baseUrl: 'http://localhost:8080/api/v1',
    tenant: 'main',
    auth: { username: 'ada', password: 'secret' },
    version: '1.3',
    timeoutMs: 10_000,
  },
  plugins: ['flow', ['@acme/sla', { owner: 'data' }], './mine', definePlugin({ id: 'mine' })],
  tools: {
    enable: ['ee'],
    only: ['*_logs'],
    disable: ['manage_executions:delete'],
    readOnly: true,
    fixed: { tenant: 'main', namespaces: ['company', 'other.team'] },
  },
  limits: { callMs: 60_000, pluginStartMs: '${START:-5000}' },
  strict: true,
  logLevel: 'warning',
});

export const token = defineConfig({ kestra: { auth: { token: 'secret' } } });

// @ts-expect-error there is no such key
defineConfig({ kestre: {} });

// @ts-expect-error the key is `baseUrl`
defineConfig({ kestra: { baseURL: 'http://localhost' } });

// @ts-expect-error a tenant is text
defineConfig({ kestra: { tenant: 1 } });

// @ts-expect-error one way or the other
defineConfig({ kestra: { auth: { username: 'ada', token: 'secret' } } });

// @ts-expect-error a list of names
defineConfig({ tools: { disable: 'flow' } });

// @ts-expect-error the key is `readOnly`
defineConfig({ tools: { readonly: true } });

export const oneNamespace = defineConfig({ tools: { fixed: { namespaces: 'company.team' } } });

// @ts-expect-error the key is `namespaces`
defineConfig({ tools: { fixed: { namespace: 'company' } } });

// @ts-expect-error namespaces are text
defineConfig({ tools: { fixed: { namespaces: [1] } } });

// @ts-expect-error there is no such limit
defineConfig({ limits: { importMs: 1 } });

// @ts-expect-error a list of plugins
defineConfig({ plugins: 'flow' });

// @ts-expect-error a plugin is named, or an object
defineConfig({ plugins: [42] });

// @ts-expect-error options are an object
defineConfig({ plugins: [['@acme/sla', 'data']] });
