/**
 * Each id has a different value, so that a swapped id is noticed. Each contains the special characters that its kind
 * allows.
 */
export const TENANT = 'team-a_b.c';
export const NAMESPACE = 'a.b-c_d';
export const FLOW = 'flow_e-f.g';
export const EXECUTION = '1Execution-h_i.j';
export const OTHER_EXECUTION = '2Execution-k_l.m';
export const TASK_RUN = '3TaskRun n/o';
export const TRIGGER = 'every hour/p?q=r&s#t';
export const TASK = 'task-u_v';
export const TYPE = 'io.acme.twelve.Task';
export const KEY = 'key-w_x.y';
export const METRIC = 'rows &x/y';
export const GROUP = '4Group z/1';
export const GROUP_NAME = 'Data ü & team';
export const ROLE = '5Role-2';
export const BINDING = '6Binding-3';
export const USER = '7User-4';
export const INVITATION = '8Invitation 5/6';
export const ANNOUNCEMENT = '9Banner 7/8';
export const APP = '10App 9/0';
export const TEST_SUITE = 'suite-aa_bb.cc';
export const TEST_RESULT = '11Result-dd';
export const EMAIL = 'ada+kestra@example.com';

/** A text that breaks a URL, form or header if it is not encoded. */
export const AWKWARD = 'ü &x=1?y#z/%41+"';
/** The same for label keys and for paths, which contain no spaces. */
export const AWKWARD_KEY = 'ü&x=1?y#z/%41+"';
export const FILE = '/one/ü&x=1?y#z%41+.txt';
/** The target of a move, which does not exist yet. */
export const DIRECTORY = '/one/ü&x=1?y#z%41+';
export const NEW_FILE = '/new/ü&x=1?y#z%41+.txt';

/** The valid values for the variables of a template. `id` has another meaning in each resource. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  tenant: [TENANT],
  namespace: [NAMESPACE],
  flowId: [FLOW],
  executionId: [EXECUTION, OTHER_EXECUTION],
  taskRunId: [TASK_RUN],
  taskId: [TASK],
  metric: [METRIC],
  key: [KEY],
  triggerId: [TRIGGER],
  cls: [TYPE],
  uid: [APP],
  userId: [USER],
  email: [EMAIL],
  'executions/id': [FLOW],
  'flows/id': [FLOW],
  'groups/id': [GROUP],
  'roles/id': [ROLE],
  'bindings/id': [BINDING],
  'invitations/id': [INVITATION],
  'banners/id': [ANNOUNCEMENT],
  'tests/id': [TEST_SUITE],
  'tests/results/id': [TEST_RESULT],
};

/** Whether a value is valid for this variable of the template. */
export function belongs(operation: string, place: string, value: string): boolean {
  const [, resource = '', next = ''] =
    /^\w+ \/api\/v1\/(?:\{tenant\}\/)?(\w+)(?:\/(\w+))?/.exec(operation) ?? [];
  const allowed =
    place === 'id' ? (PLACES[`${resource}/${next}/id`] ?? PLACES[`${resource}/id`]) : PLACES[place];
  return allowed?.includes(value) ?? false;
}
