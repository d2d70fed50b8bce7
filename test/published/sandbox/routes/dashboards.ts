import { readChart, readDashboard } from '../flow/dashboard.js';
import { ApiError, illegalState, invalidEntity, notFound } from '../http/envelope.js';
import { empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { page, sorted } from '../query/page.js';
import type { Dashboard } from '../store/dashboards.js';
import { isoDate } from '../time.js';
import type { World } from '../world.js';
import { tenant, YAML } from './lookup.js';

/** Dashboards. The data of their charts is not computed. */
export function dashboardRoutes(world: World): Route[] {
  const { dashboards, mode } = world;
  const view = (dashboard: Dashboard) => viewOf(world, dashboard);
  const read = [
    tenant(['GET', '/dashboards'], 'searchDashboards', (call) => {
      const q = (call.request.query.get('q') ?? '').toLowerCase();
      const found = dashboards
        .all()
        .filter(({ definition }) => String(definition.title).toLowerCase().includes(q));
      const { results, total } = page(sorted(found, call, view), call);
      return json({ results: results.map(view), total });
    }),
    tenant(['GET', '/dashboards/{id}'], 'getDashboard', (call) => json(view(dashboardOf(world, call)))),
  ];
  const body = { consumes: YAML, requires: 'dashboard' };
  const checks = [
    tenant(
      ['POST', '/dashboards/validate'],
      'validateDashboard',
      ({ request }) => json(validate(() => readDashboard(request.text()))),
      body,
    ),
    tenant(
      ['POST', '/dashboards/validate/chart'],
      'validateChart',
      ({ request }) => json(validate(() => readChart(request.text()))),
      body,
    ),
  ];
  if (!mode.customDashboards) return [...read, ...checks];
  return [
    ...read,
    ...checks,
    tenant(['POST', '/dashboards'], 'createDashboard', (call) => json(create(world, call)), body),
    tenant(
      ['PUT', '/dashboards/{id}'],
      'updateDashboard',
      (call) => {
        dashboardOf(world, call);
        return json(save(world, call));
      },
      body,
    ),
    tenant(['DELETE', '/dashboards/{id}'], 'deleteDashboard', (call) => {
      const id = call.param('id');
      if (!dashboards.delete(id)) throw illegalState(`Dashboard ${id} doesn't exists`);
      return empty(204);
    }),
  ];
}

function dashboardOf({ dashboards }: World, call: Call): Dashboard {
  const dashboard = dashboards.find(call.param('id'));
  if (!dashboard) throw notFound();
  return dashboard;
}

function create(world: World, call: Call): object {
  const { id } = readDashboard(call.request.text());
  if (!world.dashboards.find(String(id))) return save(world, call);
  const violation = { message: 'Dashboard id already exists', path: 'dashboard.id' };
  throw invalidEntity(`${violation.path}: ${violation.message}`, [violation]);
}

function save(world: World, { request }: Call): object {
  const definition = readDashboard(request.text());
  return viewOf(world, world.dashboards.save(String(definition.id), definition, request.text()));
}

function validate(read: () => void): object {
  try {
    read();
    return { index: 0, outdated: false };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { index: 0, constraints: error.message.replace('Invalid entity: ', ''), outdated: false };
  }
}

function viewOf({ tenant: tenantId }: World, { definition, source, created, updated }: Dashboard): object {
  const dates = { created: isoDate(created), updated: isoDate(updated) };
  return { tenantId, ...definition, deleted: false, ...dates, sourceCode: source };
}
