import { type Answers, created, empty, list, page, yamlOf } from './answer.js';
import * as ids from './ids.js';

const app = { uid: ids.APP, id: 'an-app', namespace: ids.NAMESPACE, name: 'An app', enabled: true };
const banner = { id: ids.ANNOUNCEMENT, message: 'Hello', type: 'INFO', active: true };
const group = { id: ids.GROUP, name: ids.GROUP_NAME };
const suite = {
  id: ids.TEST_SUITE,
  namespace: ids.NAMESPACE,
  flowId: ids.FLOW,
  source: yamlOf(ids.TEST_SUITE),
};
const run = { id: ids.TEST_RESULT, testSuiteId: ids.TEST_SUITE, state: 'SUCCESS', results: [] };
const invitation = { id: ids.INVITATION, email: ids.EMAIL, status: 'PENDING' };
const binding = { id: ids.BINDING, type: 'GROUP', group: { id: ids.GROUP }, role: { id: ids.ROLE } };
const roles = ['Admin', 'Developer', 'Editor', 'Launcher', 'Viewer'].map((name) => ({ id: ids.ROLE, name }));

/** Responses for routes that only the Enterprise Edition has. */
export const EE_ANSWERS: Answers = {
  'GET license-info': () => ({ json: { type: 'ENTERPRISE', expired: false } }),
  'GET apps/search': (asked) => page(asked, app),
  'GET apps/{uid}': () => ({ json: { ...app, source: yamlOf(app.id) } }),
  'POST apps': (asked) => created(asked, app),
  'PUT apps/{uid}': empty,
  'DELETE apps/{uid}': empty,
  'POST apps/{uid}/enable': () => ({ json: app }),
  'POST apps/{uid}/disable': () => ({ json: app }),
  'POST ai/generate/app': () => ({ text: yamlOf(app.id), type: 'application/x-yaml' }),
  'POST ai/generate/test': () => ({ text: yamlOf(suite.id), type: 'application/x-yaml' }),
  'POST tests': (asked) => created(asked, suite),
  'PUT tests/{namespace}/{id}': () => ({ json: suite }),
  'POST tests/{namespace}/{id}/run': () => ({ json: run }),
  'DELETE tests/{namespace}/{id}': empty,
  'GET banners/search': (asked) => list(asked, banner),
  'POST banners': () => ({ json: banner }),
  'PUT banners/{id}': () => ({ json: banner }),
  'DELETE banners/{id}': empty,
  'GET groups/search': (asked) => page(asked, group),
  'GET groups/{id}': () => ({ json: group }),
  'POST groups': (asked) => created(asked, group),
  'PUT groups/{id}': () => ({ json: group }),
  'DELETE groups/{id}': empty,
  'GET roles/search': (asked) => page(asked, ...roles),
  'GET bindings/search': (asked) => page(asked, ...(asked.exists ? [binding] : [])),
  'POST bindings': () => ({ json: binding }),
  'POST invitations': () => ({ status: 201 }),
  'GET invitations/email/{email}': ({ invited }) => ({ json: invited ? [invitation] : [] }),
  'GET invitations/{id}': () => ({ json: invitation }),
  'DELETE invitations/{id}': () => ({ status: 204 }),
};
