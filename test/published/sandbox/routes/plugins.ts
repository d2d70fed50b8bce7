import { currentName } from '../flow/types.js';
import { notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { documentationOf } from '../plugins/documentation.js';
import { pluginRows } from '../plugins/plugin-list.js';
import { page } from '../query/page.js';
import type { World } from '../world.js';

/** `/plugins`: the core types and their documentation. */
export function pluginRoutes({ mode }: World): Route[] {
  const { flowRules, pluginPages } = mode;
  const documentation = (call: Call) => {
    const type = call.param('cls');
    const all = call.request.query.get('all') === 'true';
    const found = documentationOf(currentName(type, flowRules), flowRules, all);
    if (found === undefined) throw notFound(`Class '${type}' doesn't exists `);
    return found;
  };
  return [
    get('/plugins', 'listPlugins', (call) =>
      pluginPages ? sought(call, pluginRows(flowRules)) : pluginRows(flowRules),
    ),
    get('/plugins/{cls}', 'getPluginDocumentation', documentation),
  ];
}

function get(template: string, operation: string, answer: (call: Call) => unknown): Route {
  return { method: 'GET', template, operation, handle: (call) => json(answer(call)) };
}

/** Plugins are searched by their own names, not by those of their types. */
function sought(call: Call, rows: readonly object[]) {
  const q = call.request.query.get('filters[q][EQUALS]')?.toLowerCase() ?? '';
  const found = rows.filter((row) => 'name' in row && String(row.name).includes(q));
  return page(found, call);
}
