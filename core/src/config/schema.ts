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

// All messages go on from the dotted key.
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
    username: text.optional().describe('User name; a half that is left out comes from the environment.'),
    password: text.optional().meta({ description: 'Password of the user.', secret: true }),
    token: text
      .superRefine(by(parseToken))
      .optional()
      .meta({ description: 'API token (Enterprise Edition).', secret: true }),
  },
  MUST_BE_OBJECT,
);
/** One object rather than a union, whose errors would not say which key is wrong. */
const AuthOfOneForm = Auth.refine(
  ({ username, password, token }) => token === undefined || (username ?? password) === undefined,
  { error: AUTH_FORMS },
) as unknown as z.ZodType<AuthForm, AuthForm>;

const Kestra = z.strictObject(
  {
    baseUrl: text
      .superRefine(by(parseBaseUrl))
      .optional()
      .describe('Where Kestra is, with or without /api/v1. Default: http://localhost:8080/api/v1.'),
    tenant: text.superRefine(by(parseTenant)).optional().describe('Tenant id. Default: main.'),
    auth: AuthOfOneForm.optional().describe('How to authenticate. Default: not at all.'),
    version: text
      .superRefine(by(parseVersion))
      .optional()
      .describe('Kestra version to believe without asking the server, such as "1.3" or "2".'),
    timeoutMs: milliseconds.optional().describe('Limit of one request, in milliseconds. Default: 30000.'),
  },
  MUST_BE_OBJECT,
);

const names = z.array(z.string({ error: 'must be the name of a group, a tool or an action, as text.' }), {
  error: 'must be a list of names.',
});

const Fixed = z.strictObject(
  {
    tenant: text.superRefine(by(parseTenant)).optional().describe('The tenant that every call works in.'),
    namespaces: z
      .union([z.string(), z.array(z.string())], { error: 'must be a namespace, or a list of namespaces.' })
      .superRefine(by(parseFixedNamespaces))
      .optional()
      .describe(
        "One namespace, which leaves the tools' parameters; or a list of those that calls may name. Each stands for what is below it, too.",
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
        'Longest answer of a tool, resource or prompt, in characters of its JSON; longer ones are cut and say so. An error has at most 8000. Default: 40000.',
      ),
    callMs: milliseconds.optional().describe('Longest call of a tool, in milliseconds. Default: 600000.'),
    pluginStartMs: milliseconds
      .optional()
      .describe('Longest import, onInit and onDispose of a plugin, in milliseconds each. Default: 10000.'),
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
        "The tools to start from: default; python, those of Kestra's Python server, which asks for no confirmation; or full, all of them. Default: default.",
      ),
    enable: names.optional().describe('Names to add to what is on by default.'),
    only: names.optional().describe('Names to narrow to.'),
    disable: names.optional().describe('Names to take away; wins over enable and only.'),
    readOnly: yesOrNo.optional().describe('Leave out everything that changes Kestra. Default: false.'),
    confirm: z
      .union([policy, z.string(), z.record(z.string(), policy)], CONFIRM_FORMS)
      .superRefine(by(parseConfirm))
      .optional()
      .describe(
        'What is confirmed before something is lost, or done to very many: auto, echo, always or never; or an object of these by group, tool or tool:action. Default: auto.',
      ),
    fixed: Fixed.optional().describe('Parameters that callers cannot choose.'),
  },
  MUST_BE_OBJECT,
);

const pluginName = z.string().trim().min(1);
/** Typed as what `definePlugin` makes, so that a list is none; a wrong object is the plugin loader's to name. */
const pluginObject = z.custom<{ readonly id: string }>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
// The object first: to look at one as at a text could throw, where it is a proxy.
const plugin = z.union([pluginObject, pluginName]);
const options = z.record(z.string(), z.unknown());

/** The whole configuration file. */
export const ConfigFile = z.strictObject(
  {
    $schema: text.optional().describe('Address of the JSON schema, by which editors complete the file.'),
    kestra: Kestra.optional().describe('The Kestra to work with.'),
    plugins: z
      .array(
        z.union([plugin, z.tuple([plugin]), z.tuple([plugin, options])], {
          error: 'must be a package name, a path, a plugin object, or [one of these, { its options }].',
        }),
        { error: 'must be a list of plugins.' },
      )
      .optional()
      .describe('Plugins to load. Default: those that come with the host.'),
    tools: Tools.optional().describe('Which tools are offered.'),
    limits: Limits.optional().describe('How long things may take, and how large answers may be.'),
    http: Http.optional().describe('MCP over HTTP.'),
    strict: yesOrNo
      .optional()
      .describe('Refuse to start when a plugin cannot be used. Default: false, the others work on.'),
    logLevel: text
      .superRefine(by(parseLevel))
      .optional()
      .describe('debug, info, warning, error or critical. Default: error.'),
  },
  MUST_BE_OBJECT,
);
export type ConfigFile = z.output<typeof ConfigFile>;

/** What a configuration file exports; every key is optional. */
export type KestraMcpConfig = z.input<typeof ConfigFile>;

/** The keys of each object of the file, by its own dotted key. */
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
