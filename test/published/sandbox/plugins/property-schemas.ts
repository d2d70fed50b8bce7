/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** Properties of types that the rules for flows do not list. */
export const OWN_PROPERTIES: Readonly<Record<string, string>> = {
  'http.Request': 'uri method body formData contentType headers params options allowFailed encryptBody',
  'http.Download': 'uri method headers options saveAs failOnEmptyResponse',
  'http.Trigger': 'uri method headers options responseCondition interval',
  'condition.Weekend': 'date',
  'trigger.Schedule': 'cron timezone withSeconds inputs lateMaximumDelay recoverMissedSchedules',
  'trigger.ScheduleOnDates': 'dates timezone inputs',
};

const TASK = { $ref: '#/$defs/io.kestra.core.models.tasks.Task' };
const tasks = { type: 'array', items: { ...TASK, $dynamic: false }, $dynamic: false };
const text = (more: Schema = {}): Schema => ({ type: 'string', $dynamic: true, ...more });
const fixed = (type: string, more: Schema = {}): Schema => ({ type, ...more, $dynamic: false });
const map: Schema = { type: 'object', additionalProperties: {}, $dynamic: true };
const of = (name: string, title: string): Schema => ({ $ref: `#/$defs/${name}`, title, $dynamic: false });

const HTTP = 'io.kestra.core.http.client.configurations.HttpConfiguration';
const BASIC = 'io.kestra.core.http.client.configurations.BasicAuthConfiguration-1';
const BEARER = 'io.kestra.core.http.client.configurations.BearerAuthConfiguration-1';
const OUTPUT = 'io.kestra.core.models.flows.Output';

const OUTPUT_TYPES =
  'STRING SELECT INT FLOAT BOOL DATETIME DATE TIME DURATION FILE JSON ION URI SECRET ARRAY MULTISELECT YAML EMAIL FORM REUSABLE_INPUTS';

/** The definitions to which schemas refer. */
export const DEFINITIONS: Readonly<Record<string, Schema>> = {
  [HTTP]: {
    type: 'object',
    properties: {
      allowFailed: { type: 'boolean', default: false, title: 'Takes an answer of 400 and above for one.' },
      auth: { title: 'Who asks.', anyOf: [{ $ref: `#/$defs/${BASIC}` }, { $ref: `#/$defs/${BEARER}` }] },
      timeout: {
        title: 'How long it waits.',
        type: 'object',
        properties: { connectTimeout: text(), readIdleTimeout: text() },
      },
    },
  },
  [BASIC]: { type: 'object', properties: { type: { const: 'BASIC' }, username: text(), password: text() } },
  [BEARER]: { type: 'object', properties: { type: { const: 'BEARER' }, token: text() } },
  [OUTPUT]: {
    type: 'object',
    properties: {
      id: { type: 'string', minLength: 1, pattern: '^[a-zA-Z0-9][.a-zA-Z0-9_-]*', $required: true },
      type: { type: 'string', enum: OUTPUT_TYPES.split(' '), $required: true },
      value: { anyOf: [{}, { type: 'string' }], $required: true },
      description: { type: 'string', $required: false },
      displayName: { type: 'string', $required: false },
      required: { type: 'boolean', $required: false },
    },
    required: ['id', 'type', 'value'],
  },
};

/** The default schema of a property, by its name. */
const SHARED: Readonly<Record<string, Schema>> = {
  tasks: { ...tasks, minItems: 1 },
  errors: { ...tasks, title: 'Tasks that run when one of these has failed.' },
  finally: { type: 'array', items: TASK },
  values: {
    ...{ title: 'The values.', description: 'A list, or an expression that gives one.', $dynamic: true },
    anyOf: [{ type: 'string' }, { type: 'array', items: {} }],
  },
  concurrencyLimit: fixed('integer', {
    title: 'How many run at once.',
    description: '0 is no limit.',
    default: 1,
    minimum: 0,
  }),
  concurrent: fixed('integer', { title: 'How many run at once.', default: 0, minimum: 0 }),
  pluginDefaultsRef: fixed('string', { title: 'The defaults that hold for it.', $group: 'advanced' }),
  transmitFailed: fixed('boolean', { title: 'Whether it fails when what it starts does.', default: true }),
  fetchType: fixed('string', {
    ...{ title: 'Where outputs are kept.', description: 'AUTO chooses by the values.', default: 'AUTO' },
    enum: ['AUTO', 'FETCH', 'STORE'],
  }),
  duration: text({ format: 'duration', title: 'How long.' }),
  condition: text({ title: 'What has to hold.' }),
  date: text({
    title: 'The day to look at.',
    description: 'Now when left out.',
    default: '{{ trigger.date }}',
  }),
  cron: fixed('string', { title: 'When, as a cron expression.' }),
  timezone: fixed('string', { title: 'Where that time holds.', default: 'Etc/UTC' }),
  dates: { type: 'array', items: fixed('string', { format: 'date-time' }), title: 'When.' },
  uri: text({ title: 'The address.' }),
  method: text({ title: 'The method.', default: 'GET' }),
  body: text({ title: 'What is sent.' }),
  contentType: text({ title: 'What the body is.' }),
  headers: map,
  inputs: map,
  options: of(HTTP, 'How it is sent.'),
  timeout: text({ format: 'duration', title: 'The longest that it may take.' }),
  disabled: fixed('boolean', { title: 'Whether it is left out.', default: false }),
};

const LEVELS = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'];

const OF_TYPE: Readonly<Record<string, Schema>> = {
  'log.Log level': text({ enum: LEVELS, title: 'How grave it is.', default: 'INFO' }),
  'log.Log message': {
    ...{ title: 'What is written.', description: 'A text, or several.', $dynamic: true },
    anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
  },
  'flow.Loop outputs': {
    ...{ title: 'What each round puts out.', description: 'By name.', $dynamic: true, type: 'array' },
    items: { $ref: `#/$defs/${OUTPUT}`, $dynamic: true },
  },
};

export function schemaOf(type: string, property: string): Schema {
  return OF_TYPE[`${type} ${property}`] ?? SHARED[property] ?? text();
}

/** The outputs of tasks. */
export const OUTPUTS: Readonly<Record<string, Schema>> = {
  'debug.Return': { value: { type: 'string', title: 'The text.', $required: false } },
  'http.Request': {
    code: { type: 'integer', title: 'The status.' },
    body: { title: 'The answer.' },
    uri: { type: 'string', format: 'uri' },
    headers: { type: 'object' },
  },
  'kv.Get': { value: { title: 'What was saved.' } },
};
