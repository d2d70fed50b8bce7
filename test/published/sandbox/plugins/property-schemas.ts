/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** Properties of types that the flow rules do not list. */
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

/** Definitions that schemas refer to. */
export const DEFINITIONS: Readonly<Record<string, Schema>> = {
  [HTTP]: {
    type: 'object',
    properties: {
      allowFailed: {
        type: 'boolean',
        default: false,
        title: 'Whether a response with a status of 400 or above counts as success.',
      },
      auth: {
        title: 'Authentication of the request.',
        anyOf: [{ $ref: `#/$defs/${BASIC}` }, { $ref: `#/$defs/${BEARER}` }],
      },
      timeout: {
        title: 'Time limits of the connection.',
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

/** Properties by name, unless a type has its own. */
const SHARED: Readonly<Record<string, Schema>> = {
  tasks: { ...tasks, minItems: 1 },
  errors: { ...tasks, title: 'Tasks to run if one of the tasks fails.' },
  finally: { type: 'array', items: TASK },
  values: {
    ...{
      title: 'Values to iterate over.',
      description: 'A list, or an expression that returns one.',
      $dynamic: true,
    },
    anyOf: [{ type: 'string' }, { type: 'array', items: {} }],
  },
  concurrencyLimit: fixed('integer', {
    title: 'Number of iterations that run at the same time.',
    description: '0 means no limit.',
    default: 1,
    minimum: 0,
  }),
  concurrent: fixed('integer', {
    title: 'Number of iterations that run at the same time.',
    default: 0,
    minimum: 0,
  }),
  pluginDefaultsRef: fixed('string', { title: 'Plugin defaults to apply.', $group: 'advanced' }),
  transmitFailed: fixed('boolean', {
    title: 'Whether to fail if an execution that it starts fails.',
    default: true,
  }),
  fetchType: fixed('string', {
    ...{ title: 'How to return the outputs.', description: 'AUTO decides by the values.', default: 'AUTO' },
    enum: ['AUTO', 'FETCH', 'STORE'],
  }),
  duration: text({ format: 'duration', title: 'Time to wait.' }),
  condition: text({ title: 'Condition that must be true.' }),
  date: text({
    title: 'Date to check.',
    description: 'Default: the date of the trigger.',
    default: '{{ trigger.date }}',
  }),
  cron: fixed('string', { title: 'Schedule as a cron expression.' }),
  timezone: fixed('string', { title: 'Time zone of the schedule.', default: 'Etc/UTC' }),
  dates: {
    type: 'array',
    items: fixed('string', { format: 'date-time' }),
    title: 'Dates on which to start the flow.',
  },
  uri: text({ title: 'URL of the request.' }),
  method: text({ title: 'HTTP method.', default: 'GET' }),
  body: text({ title: 'Body of the request.' }),
  contentType: text({ title: 'Content type of the body.' }),
  headers: map,
  inputs: map,
  options: of(HTTP, 'Options of the HTTP client.'),
  timeout: text({ format: 'duration', title: 'Time limit.' }),
  disabled: fixed('boolean', { title: 'Whether to skip it.', default: false }),
};

const LEVELS = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'];

const OF_TYPE: Readonly<Record<string, Schema>> = {
  'log.Log level': text({ enum: LEVELS, title: 'Log level.', default: 'INFO' }),
  'log.Log message': {
    ...{ title: 'Message to write.', description: 'A text, or a list of texts.', $dynamic: true },
    anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
  },
  'flow.Loop outputs': {
    ...{
      title: 'Outputs of each iteration.',
      description: 'A list of named outputs.',
      $dynamic: true,
      type: 'array',
    },
    items: { $ref: `#/$defs/${OUTPUT}`, $dynamic: true },
  },
};

export function schemaOf(type: string, property: string): Schema {
  return OF_TYPE[`${type} ${property}`] ?? SHARED[property] ?? text();
}

/** Outputs of tasks. */
export const OUTPUTS: Readonly<Record<string, Schema>> = {
  'debug.Return': { value: { type: 'string', title: 'Returned text.', $required: false } },
  'http.Request': {
    code: { type: 'integer', title: 'Status code of the response.' },
    body: { title: 'Body of the response.' },
    uri: { type: 'string', format: 'uri' },
    headers: { type: 'object' },
  },
  'kv.Get': { value: { title: 'Value of the key.' } },
};
