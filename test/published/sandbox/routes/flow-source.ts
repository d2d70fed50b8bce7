import { badRequest } from '../http/envelope.js';
import type { Call } from '../http/router.js';
import { page } from '../query/page.js';
import type { FlowRevision } from '../store/flows.js';
import type { World } from '../world.js';

/** Search sources since 2.0: each flow with its matching lines. */
export function searchLines(world: World, call: Call): object {
  const { query } = call.request;
  const namespace = query.get('namespace') ?? '';
  const pattern = patternOf(call);
  const rows = world.flows
    .all()
    .filter(({ definition }) => `${definition.namespace}.`.startsWith(namespace && `${namespace}.`))
    .sort((a, b) => (place(a) < place(b) ? -1 : 1))
    .map(({ definition, source }) => ({
      namespace: definition.namespace,
      id: definition.id,
      editable: true,
      matches: pattern ? matchesOf(source, pattern, query.get('scope') ?? 'ALL') : [],
    }));
  return page(
    rows.filter(({ matches }) => matches.length > 0),
    call,
  );
}

const place = ({ definition }: FlowRevision) => `${definition.namespace} ${definition.id}`;

function patternOf({ request }: Call): RegExp | undefined {
  const q = request.query.get('q') ?? '';
  if (q === '') return undefined;
  const body = request.flag('regex', false) ? q : q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = request.flag('wholeWord', false) ? `\\b(?:${body})\\b` : body;
  try {
    return new RegExp(whole, request.flag('caseSensitive', false) ? '' : 'i');
  } catch {
    throw badRequest(`Invalid regular expression: ${q}`);
  }
}

/** As in Kestra, lines count from 1 and columns from 0. */
function matchesOf(source: string, pattern: RegExp, scope: string): object[] {
  let section = '';
  return source.split('\n').flatMap((text, index) => {
    section = /^(\w+)\s*:/.exec(text)?.[1] ?? section;
    if (scope !== 'ALL' && section !== scope.toLowerCase()) return [];
    const found = pattern.exec(text);
    if (!found || found[0] === '') return [];
    const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
    const snippet = `${before}[mark]${found[0]}[/mark]${after}`;
    return [{ line: index + 1, column: found.index, snippet }];
  });
}
