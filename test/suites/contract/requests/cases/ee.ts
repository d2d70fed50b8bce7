import { yamlOf } from '../answer.js';
import type { Case } from '../case.js';
import * as ids from '../ids.js';

const { ANNOUNCEMENT, APP, AWKWARD, EMAIL, FLOW, GROUP, GROUP_NAME, NAMESPACE, TENANT, TEST_SUITE } = ids;
const user_prompt = AWKWARD;
const generated = { user_prompt, provider_id: 'gemini 2', auto_create: true };
const suite = { namespace: NAMESPACE, id_: TEST_SUITE };
const message = AWKWARD;
const shown = {
  type: 'WARNING',
  startDate: '2026-01-31T12:00:00Z',
  endDate: '2026-02-01T12:00:00+01:00',
  active: false,
  tenantId: TENANT,
};
const invited = { email: EMAIL, group_names: [GROUP_NAME], role: 'developer' };
const member = { name: GROUP_NAME, description: AWKWARD, role: 'editor' };

const CONTENT: readonly Case[] = [
  { tool: 'search_apps', args: {} },
  { tool: 'search_apps', args: { page: 2, size: 5, sort: ['id:asc', 'name:desc'], q: AWKWARD } },
  { tool: 'search_apps', args: { tags: [AWKWARD, 'b'], namespace: NAMESPACE, flowId: FLOW } },
  { tool: 'manage_apps', args: { action: 'create', yaml_source: yamlOf('an-app') } },
  { tool: 'manage_apps', args: { action: 'create', yaml_source: yamlOf('an-app') }, when: { exists: true } },
  {
    tool: 'manage_apps',
    args: { action: 'create', yaml_source: yamlOf('an-app') },
    when: { exists: true, missed: true },
  },
  ...['enable', 'disable', 'delete'].map((action) => ({ tool: 'manage_apps', args: { action, uid: APP } })),
  { tool: 'generate_app', args: { user_prompt }, since: '1.3' },
  { tool: 'generate_app', args: { ...generated, app_yaml: yamlOf('an-app') }, since: '1.3' },
  { tool: 'generate_app', args: { ...generated }, when: { exists: true }, since: '1.3' },
  { tool: 'manage_tests', args: { action: 'create', yaml_source: yamlOf(TEST_SUITE) } },
  {
    tool: 'manage_tests',
    args: { action: 'create', yaml_source: yamlOf(TEST_SUITE) },
    when: { exists: true },
  },
  { tool: 'manage_tests', args: { action: 'run', ...suite } },
  { tool: 'manage_tests', args: { action: 'delete', ...suite } },
  { tool: 'generate_test', args: { user_prompt }, since: '1.3' },
  { tool: 'generate_test', args: { ...generated, test_yaml: yamlOf(TEST_SUITE) }, since: '1.3' },
  { tool: 'generate_test', args: { ...generated }, when: { exists: true }, since: '1.3' },
];

const ADMINISTRATION: readonly Case[] = [
  { tool: 'get_instance_info', args: {} },
  { tool: 'get_instance_info', args: { info: 'license_info' } },
  { tool: 'manage_announcements', args: { action: 'list' } },
  { tool: 'manage_announcements', args: { action: 'create', message } },
  { tool: 'manage_announcements', args: { action: 'create', message, ...shown } },
  { tool: 'manage_announcements', args: { action: 'update', id_: ANNOUNCEMENT } },
  { tool: 'manage_announcements', args: { action: 'update', id_: ANNOUNCEMENT, message, ...shown } },
  { tool: 'manage_announcements', args: { action: 'delete', id_: ANNOUNCEMENT } },
  { tool: 'invite_user', args: { email: EMAIL } },
  { tool: 'invite_user', args: { email: EMAIL }, when: { invited: true } },
  { tool: 'invite_user', args: invited },
  { tool: 'invite_user', args: invited, when: { missed: true } },
  ...['get', 'delete'].map((action) => ({
    tool: 'manage_invitations',
    args: { action, id_: ids.INVITATION },
  })),
  { tool: 'manage_group', args: { action: 'get', id_: GROUP } },
  { tool: 'manage_group', args: { action: 'delete', id_: GROUP } },
  { tool: 'manage_group', args: { action: 'create', name: GROUP_NAME } },
  { tool: 'manage_group', args: { action: 'create', name: GROUP_NAME }, when: { exists: true } },
  { tool: 'manage_group', args: { action: 'create', ...member } },
  { tool: 'manage_group', args: { action: 'create', ...member }, when: { exists: true } },
  { tool: 'manage_group', args: { action: 'update', id_: GROUP, name: GROUP_NAME } },
  { tool: 'manage_group', args: { action: 'update', id_: GROUP, ...member } },
  { tool: 'manage_group', args: { action: 'update', id_: GROUP, role: 'viewer' } },
];

export const EE_CASES: readonly Case[] = [...CONTENT, ...ADMINISTRATION];
