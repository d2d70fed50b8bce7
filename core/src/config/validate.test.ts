// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files.
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { describeError } from '../foundation/errors.js';
import { ConfigFile } from './schema.js';
import { fileSettings } from './validate.js';

const FILE = '/etc/kestra-mcp.config.json';

function problems(content: unknown, variables = {}): string {
  try {
    fileSettings(FILE, content, variables);
  } catch (error) {
    return describeError(error);
  }
  return 'none';
}

describe('fileSettings', () => {
  it('gives each key its origin', () => {
    const tools = { disable: ['files'], fixed: { namespaces: 'company' } };
    const content = { kestra: { auth: { token: 'abc' } }, tools, limits: { callMs: 5 }, plugins: ['flow'] };
    expect(fileSettings(FILE, content, {})).toEqual({
      'kestra.auth.token': { value: 'abc', origin: FILE, subject: `kestra.auth.token in ${FILE}` },
      'tools.disable': { value: ['files'], origin: FILE, subject: `tools.disable in ${FILE}` },
      'tools.fixed.namespaces': {
        value: 'company',
        origin: FILE,
        subject: `tools.fixed.namespaces in ${FILE}`,
      },
      'limits.callMs': { value: 5, origin: FILE, subject: `limits.callMs in ${FILE}` },
      plugins: { value: ['flow'], origin: FILE, subject: `plugins in ${FILE}` },
    });
  });

  it('takes the key that editors complete by, and makes no setting of it', () => {
    const content = { $schema: './kestra-mcp.config.schema.json', logLevel: 'info' };
    expect(Object.keys(fileSettings(FILE, content, {}))).toEqual(['logLevel']);
    expect(problems({ $schema: 1 })).toBe(`${FILE}: $schema must be a string. Put it in quotes.`);
  });

  it.each([
    [{ tools: { dissable: ['x'] } }, 'unknown key "dissable" in tools. Did you mean "disable" or "enable"?'],
    [{ readonly: true }, 'unknown key "readonly". Did you mean "tools.readOnly"?'],
    [{ kestra: { base_url: 'x' } }, 'unknown key "base_url" in kestra. Did you mean "baseUrl"?'],
    [
      { xyzzy: 1 },
      'unknown key "xyzzy". The known keys are kestra, plugins, tools, limits, http, strict, logLevel.',
    ],
    [{ kestra: 'http://x' }, 'kestra must be an object.'],
    [{ tools: ['files'] }, 'tools must be an object.'],
    [
      { kestra: { baseUrl: 'http://u:hunter2@x' } },
      'kestra.baseUrl must not contain credentials. Use KESTRA_USERNAME and KESTRA_PASSWORD instead.',
    ],
    [{ kestra: { version: 1.3 } }, 'kestra.version must be a string. Put it in quotes.'],
    [{ kestra: { tenant: null } }, 'kestra.tenant must be a string. Put it in quotes.'],
    [
      { kestra: { timeoutMs: '5s' } },
      'kestra.timeoutMs must be a whole number of milliseconds from 1 to 3600000.',
    ],
    [{ kestra: { timeoutMs: true } }, 'kestra.timeoutMs must be a whole number of milliseconds.'],
    [
      { kestra: { auth: { username: 'u', password: 'hunter2', token: 'hunter3' } } },
      'kestra.auth must be either { username, password } or { token }, not both.',
    ],
    [
      { kestra: { auth: { username: 'u', password: 12345 } } },
      'kestra.auth.password must be a string. Put it in quotes.',
    ],
    [{ kestra: { auth: { user: 'u' } } }, 'unknown key "user" in kestra.auth. Did you mean "username"?'],
    [{ password: 'hunter2' }, 'unknown key "password". Did you mean "kestra.auth.password"?'],
    [
      { kestra: { auth: { token: 'Bearer hunter2' } } },
      'kestra.auth.token must be the token alone, without spaces and without "Bearer".',
    ],
    [{ tools: { disable: 'files' } }, 'tools.disable must be a list of names.'],
    [
      { tools: { disable: ['files', 3] } },
      'tools.disable.1 must be the name of a group, tool or action, as a string.',
    ],
    [{ tools: { readOnly: 1 } }, 'tools.readOnly must be true or false.'],
    [
      { tools: { readOnly: 'maybe' } },
      'tools.readOnly must be true or false (1, 0, yes and no also work), but is "maybe".',
    ],
    [
      { logLevel: 'eror' },
      'logLevel must be one of debug, info, warning, error, critical, but is "eror". Did you mean "error"?',
    ],
    [{ tools: { fixed: ['a'] } }, 'tools.fixed must be an object.'],
    [
      { tools: { fixed: { namespace: 'a' } } },
      'unknown key "namespace" in tools.fixed. Did you mean "namespaces"?',
    ],
    [{ namespaces: 'a' }, 'unknown key "namespaces". Did you mean "tools.fixed.namespaces"?'],
    [
      { tools: { fixed: { namespaces: 7 } } },
      'tools.fixed.namespaces must be a namespace, or a list of namespaces.',
    ],
    [{ tools: { fixed: { namespaces: [] } } }, 'tools.fixed.namespaces must not be empty. Name a namespace.'],
    [
      { tools: { fixed: { namespaces: ['company', 'company.*'] } } },
      'tools.fixed.namespaces must be a namespace such as company.team, or several. "company.*" is not a namespace, and wildcards do not work here.',
    ],
    [{ tools: { fixed: { tenant: 1 } } }, 'tools.fixed.tenant must be a string. Put it in quotes.'],
    [{ limits: { callMs: 0 } }, 'limits.callMs must be a whole number of milliseconds from 1 to 3600000.'],
    [{ limits: { pluginStartMs: true } }, 'limits.pluginStartMs must be a whole number of milliseconds.'],
    [{ limits: { call: 1 } }, 'unknown key "call" in limits. Did you mean "callMs"?'],
    [{ strict: 1 }, 'strict must be true or false.'],
    [{ plugins: 'flow' }, 'plugins must be a list of plugins.'],
    [
      { plugins: ['flow', 3] },
      'plugins.1 must be a package name, a path, a plugin object, or a pair of one of these and its options: ["name", { … }].',
    ],
    [
      { plugins: [['flow', 'x']] },
      'plugins.0 must be a package name, a path, a plugin object, or a pair of one of these and its options: ["name", { … }].',
    ],
  ])('refuses %j', (content, message) => {
    expect(problems(content)).toBe(`${FILE}: ${message}`);
  });

  it('lists every problem, and none twice', () => {
    const content = { logLevel: '${NONE}', tools: { dissable: [], onyl: [] }, kestra: { tenant: 1 } };
    expect(problems(content).split('\n')).toEqual([
      `${FILE}: logLevel uses the environment variable NONE, which is not set. Set it, or give a default: \${NONE:-default}.`,
      '- kestra.tenant must be a string. Put it in quotes.',
      '- unknown key "dissable" in tools. Did you mean "disable" or "enable"?',
      '- unknown key "onyl" in tools. Did you mean "only"?',
    ]);
  });

  it('takes text where a variable stands for a boolean or a number', () => {
    const content = { tools: { readOnly: '${RO:-false}' }, kestra: { timeoutMs: '${T}' } };
    expect(problems(content, { T: '10' })).toBe('none');
  });
});

describe('ConfigFile', () => {
  it('describes every key and marks the secrets', () => {
    const { properties = {} } = z.toJSONSchema(ConfigFile, { io: 'input', unrepresentable: 'any' });
    const kestra = JSON.stringify(properties.kestra);
    expect(kestra.match(/"secret":true/g)).toHaveLength(2);
    const undescribed = Object.entries(allProperties(properties)).filter(([, text]) => text === undefined);
    expect(undescribed).toEqual([]);
  });
});

type Node = z.core.JSONSchema._JSONSchema;

function allProperties(properties: Record<string, Node>): Record<string, string | undefined> {
  const described = Object.entries(properties).flatMap(([name, node]): [string, string | undefined][] => {
    if (typeof node === 'boolean') return [];
    const inner = [node, ...(node.anyOf ?? [])].flatMap((part) =>
      typeof part === 'boolean' ? [] : Object.entries(allProperties(part.properties ?? {})),
    );
    return [[name, node.description], ...inner];
  });
  return Object.fromEntries(described);
}
