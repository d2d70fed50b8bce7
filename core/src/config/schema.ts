import * as z from 'zod';
import { parseBaseUrl } from './base-url.js';
import { CONFIRM_POLICIES, PRESETS } from './config.js';
import { Http, HttpLimits } from './http/schema.js';
import { confirmFault, parseConfirm } from './layers/confirm-rules.js';
import { by } from './values/given-value.js';
import {
  MUST_BE_TEXT,
  parseAnswerChars,
  parseBoolean,
  parseFixedNamespaces,
  parseLevel,
  parseTenant,
  parseTimeout,
  parseToken,
  parseVersion,
} from './values/values.js';

// Each message continues a sentence that starts with the dotted key.
const text = z.string({ error: MUST_BE_TEXT });
const MUST_BE_OBJECT = { error: 'must be an object.' };

const milliseconds = z
  .union([z.number(), z.string()], { error: 'must be a whole number of milliseconds.' })
  .superRefine(by(parseTimeout));
const yesOrNo = z
  .union([z.boolean(), z.string()], { error: 'must be true or false.' })
  .superRefine(by(parseBoolean));

type AuthForm = { username?: string; password?: string; token?: never } | { token: string };
const AUTH_FORMS = 'must be either { username, password } or { token }, not both.';

const Auth = z.strictObject(
  {
    username: text
      .optional()
      .describe('User name. If the user name or the password is missing, it is taken from the environment.'),
    password: text.optional().meta({ description: 'Password.', secret: true }),
    token: text
      .superRefine(by(parseToken))
      .optional()
      .meta({ description: 'API token (Enterprise Edition).', secret: true }),
  },
  MUST_BE_OBJECT,
);
/** One object instead of a union, whose errors would not say which key is wrong. */
const AuthOfOneForm = Auth.refine(
  ({ username, password, token }) => token === undefined || (username ?? password) === undefined,
  { error: AUTH_FORMS },
) as unknown as z.ZodType<AuthForm, AuthForm>;

const Kestra = z.strictObject(
  {
    baseUrl: text
      .superRefine(by(parseBaseUrl))
      .optional()
      .describe('Base URL of Kestra, with or without /api/v1. Default: http://localhost:8080/api/v1.'),
    tenant: text.superRefine(by(parseTenant)).optional().describe('Tenant id. Default: main.'),
    auth: AuthOfOneForm.optional().describe('Credentials. Default: none.'),
    version: text
      .superRefine(by(parseVersion))
      .optional()
      .describe('Kestra version to assume instead of asking the instance, such as "1.3" or "2".'),
    timeoutMs: milliseconds.optional().describe('Timeout of one request, in milliseconds. Default: 30000.'),
  },
  MUST_BE_OBJECT,
);

const names = z.array(z.string({ error: 'must be the name of a group, tool or action, as a string.' }), {
  error: 'must be a list of names.',
});

const Fixed = z.strictObject(
  {
    tenant: text
      .superRefine(by(parseTenant))
      .optional()
      .describe('Tenant that every call uses. Callers cannot choose another.'),
    namespaces: z
      .union([z.string(), z.array(z.string())], { error: 'must be a namespace, or a list of namespaces.' })
      .superRefine(by(parseFixedNamespaces))
      .optional()
      .describe(
        'One namespace, which is then removed from the arguments of the tools, or a list of namespaces that calls may use. Each includes the namespaces below it.',
      ),
  },
  MUST_BE_OBJECT,
);

const Limits = z.strictObject(
  {
    answerChars: z
      .union([z.number(), z.string()], { error: 'must be a whole number of characters.' })
      .superRefine(by(parseAnswerChars))
      .optional()
      .describe(
        'Result size limit of a tool, resource or prompt, in characters of JSON. A longer result is cut and says so. An error has at most 8000 characters. Default: 40000.',
      ),
    callMs: milliseconds.optional().describe('Timeout of one tool call, in milliseconds. Default: 600000.'),
    pluginStartMs: milliseconds
      .optional()
      .describe(
        'Timeout of the import, onInit and onDispose of a plugin, in milliseconds each. Default: 10000.',
      ),
  },
  MUST_BE_OBJECT,
);

const policy = z.enum(CONFIRM_POLICIES);
const preset = z.enum(PRESETS, { error: `must be one of ${PRESETS.join(', ')}.` });
const CONFIRM_FORMS = { error: ({ input }: { input?: unknown }) => confirmFault(input) };

const Tools = z.strictObject(
  {
    preset: preset
      .optional()
      .describe(
        "Set of tools to start from: default; python, the tools of Kestra's Python server, without confirmations; or full, all tools. Default: default.",
      ),
    enable: names
      .optional()
      .describe('Names of groups, tools or actions to enable in addition to the default ones.'),
    only: names.optional().describe('Enable only these names.'),
    disable: names.optional().describe('Names to disable. Wins over enable and only.'),
    readOnly: yesOrNo
      .optional()
      .describe('Read-only mode: disable everything that changes Kestra. Default: false.'),
    confirm: z
      .union([policy, z.string(), z.record(z.string(), policy)], CONFIRM_FORMS)
      .superRefine(by(parseConfirm))
      .optional()
      .describe(
        'When to ask for confirmation before something is deleted or a bulk operation runs: auto, echo, always or never, or an object with one of these for each group, tool or tool:action. Default: auto.',
      ),
    fixed: Fixed.optional().describe('Values that callers cannot choose.'),
  },
  MUST_BE_OBJECT,
);

const pluginName = z.string().trim().min(1);
/** Typed as the result of `definePlugin`, so that a list does not match. The plugin loader reports invalid objects. */
const pluginObject = z.custom<{ readonly id: string }>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
// Checks for an object first: treating a proxy as a string could throw.
const plugin = z.union([pluginObject, pluginName]);
const options = z.record(z.string(), z.unknown());

/** The whole configuration file. */
export const ConfigFile = z.strictObject(
  {
    $schema: text.optional().describe('URL of the JSON schema. Editors use it for completion.'),
    kestra: Kestra.optional().describe('The Kestra instance to connect to.'),
    plugins: z
      .array(
        z.union([plugin, z.tuple([plugin]), z.tuple([plugin, options])], {
          error:
            'must be a package name, a path, a plugin object, or a pair of one of these and its options: ["name", { … }].',
        }),
        { error: 'must be a list of plugins.' },
      )
      .optional()
      .describe('Plugins to load. Default: the bundled plugins.'),
    tools: Tools.optional().describe('Which tools are enabled.'),
    limits: Limits.optional().describe('Timeouts and size limits.'),
    http: Http.optional().describe('MCP over HTTP.'),
    strict: yesOrNo
      .optional()
      .describe(
        'Do not start if a plugin cannot be loaded. Otherwise the server starts with the other plugins. Default: false.',
      ),
    logLevel: text
      .superRefine(by(parseLevel))
      .optional()
      .describe('Log level: debug, info, warning, error or critical. Default: error.'),
  },
  MUST_BE_OBJECT,
);
export type ConfigFile = z.output<typeof ConfigFile>;

/** The content of a configuration file. Every key is optional. */
export type KestraMcpConfig = z.input<typeof ConfigFile>;

/** The keys of each object in the file, by the dotted key of the object. */
export const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(ConfigFile.shape).filter((key) => key !== '$schema'),
  kestra: Object.keys(Kestra.shape),
  'kestra.auth': Object.keys(Auth.shape),
  tools: Object.keys(Tools.shape),
  'tools.fixed': Object.keys(Fixed.shape),
  limits: Object.keys(Limits.shape),
  http: Object.keys(Http.shape),
  'http.limits': Object.keys(HttpLimits.shape),
};
