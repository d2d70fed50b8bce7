import { ended } from '../engine/state.js';
import { notConvertible } from '../http/envelope.js';
import { attachment, empty, json, stream } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { textPasses } from '../query/condition.js';
import {
  dateField,
  LEVELS,
  levelField,
  pathField,
  queryField,
  scopeField,
  setField,
  textField,
  timeRangeField,
} from '../query/fields.js';
import { page, sorted } from '../query/page.js';
import { type Resource, select } from '../query/resource.js';
import { atOrAbove, type LogEntry } from '../store/logs.js';
import { isoDate } from '../time.js';
import type { World } from '../world.js';
import { tenant } from './lookup.js';

/** The logs of executions. */
export function logRoutes(world: World): Route[] {
  const { logs, mode } = world;
  const ofExecution = (call: Call) => logs.ofExecution(call.param('executionId')).filter(chosen(world, call));
  return [
    tenant(['GET', '/logs/search'], 'searchLogs', (call) => {
      const found = select(listed(world, call), call.request, logResource(world), mode);
      const { results, total } = page(sorted(found, call, view), call);
      const type = mode.typedLogPages ? { type: 'OFFSET' } : {};
      return json({ results: results.map(view), total, ...type });
    }),
    tenant(['GET', '/logs/{executionId}'], 'listLogsFromExecution', (call) =>
      json(ofExecution(call).map(view)),
    ),
    tenant(['GET', '/logs/{executionId}/download'], 'downloadLogsFromExecution', (call) => {
      const name = `${call.param('executionId')}.log`;
      const lines = ofExecution(call).map(
        ({ timestamp, level, message }) => `${isoDate(timestamp)} ${level} ${message}`,
      );
      return attachment(
        lines.join('\n'),
        'text/plain',
        `attachment; filename="${name}"; filename*=utf-8''${name}`,
      );
    }),
    tenant(['GET', '/logs/{executionId}/follow'], 'followLogsFromExecution', (call) => follow(world, call)),
    tenant(['DELETE', '/logs/{executionId}'], 'deleteLogsFromExecution', (call) => {
      const condemned = flatChoice(call);
      logs.delete((entry) => entry.executionId === call.param('executionId') && condemned(entry));
      return empty(200);
    }),
    tenant(['DELETE', '/logs/{namespace}/{flowId}'], 'deleteLogsFromFlow', (call) => {
      const [namespace, flowId] = [call.param('namespace'), call.param('flowId')];
      logs.delete((entry) => entry.namespace === namespace && entry.flowId === flowId);
      return empty(200);
    }),
  ];
}

// Kestra keeps this stream open even after the execution has ended.
function follow(world: World, call: Call) {
  const { logs, mode, tenant } = world;
  const id = call.param('executionId');
  const wanted = chosen(world, call);
  return stream((sink) => {
    const show = (entry: LogEntry) => {
      if (wanted(entry))
        sink.send('progress', { ...(mode.wholeExecutions ? {} : { tenantId: tenant }), ...view(entry) });
    };
    sink.send('start', mode.wholeExecutions ? { attemptNumber: null } : {});
    const leave = logs.follow(id, show);
    const before = logs.ofExecution(id);
    for (const entry of before) show(entry);
    const again = repeat(world, id, () => before.forEach(show));
    return () => {
      leave();
      again();
    };
  });
}

// In 2.0, the lines of a running execution arrive a second time, a moment later.
function repeat(
  { executions, mode, timers, timeline, pace }: World,
  id: string,
  show: () => void,
): () => void {
  const execution = executions.find(id);
  if (!mode.repeatsFollowedLogs || !execution || ended(execution.state)) return () => {};
  const group = `follow the logs of ${id}, ${timeline.next()}`;
  timers.after(group, pace, show);
  return () => timers.cancel(group);
}

// The lines of turns of a Loop are included only if the request asks for a kind.
function listed({ logs }: World, { request }: Call): readonly LogEntry[] {
  const asked = [...request.query.keys()].some((name) => name.includes('[kind]'));
  return asked ? logs.all() : logs.all().filter(({ executionKind }) => executionKind === undefined);
}

type Choice = (entry: LogEntry) => boolean;

// Here, 1.x supports only flat parameters, and 2.0 only filters.
function chosen(world: World, call: Call): Choice {
  if (world.mode.flatParameters) return flatChoice(call);
  const resource = logResource(world);
  // An invalid filter must fail before the stream opens.
  select([], call.request, resource, world.mode);
  return (entry) => select([entry], call.request, resource, world.mode).length > 0;
}

function flatChoice({ request }: Call): Choice {
  const level = request.query.get('minLevel');
  if (level !== null && !LEVELS.includes(level)) {
    throw notConvertible('minLevel', level, `No enum constant org.slf4j.event.Level.${level}`);
  }
  const attempt = request.optionalInteger('attempt');
  const same = (name: string, value: string) => [null, value].includes(request.query.get(name));
  return (entry) =>
    (level === null || atOrAbove(entry.level, level)) &&
    same('taskRunId', entry.taskRunId) &&
    same('taskId', entry.taskId) &&
    [undefined, entry.attemptNumber].includes(attempt);
}

function logResource({ mode, timeline }: World): Resource<LogEntry> {
  const own: Resource<LogEntry>['fields'] = {
    q: queryField(({ message }) => message),
    scope: scopeField(({ namespace }) => namespace, mode),
    namespace: pathField(({ namespace }) => namespace),
    startDate: dateField(({ timestamp }) => timestamp),
    endDate: dateField(({ timestamp }) => timestamp),
    flowId: pathField(({ flowId }) => flowId),
    triggerId: textField(() => undefined),
    level: levelField(({ level }) => level, mode),
    executionId: textField(({ executionId }) => executionId),
  };
  const now = () => timeline.nowMillis();
  const timeRange = { ...timeRangeField<LogEntry>(({ timestamp }) => timestamp, now), unlisted: true };
  const fields = { ...own, ...(mode.filterGroups ? newFields() : {}), timeRange };
  return { name: 'LOG', now, fields, flat: FLAT };
}

function newFields(): Resource<LogEntry>['fields'] {
  return {
    taskId: textField(({ taskId }) => taskId),
    taskRunId: textField(({ taskRunId }) => taskRunId),
    attemptNumber: setField(({ attemptNumber }) => String(attemptNumber)),
    kind: {
      ...setField<LogEntry>(() => undefined),
      test: ({ executionKind }, condition) =>
        executionKind !== undefined && textPasses(executionKind, condition),
    },
  };
}

const FLAT: Resource<LogEntry>['flat'] = {
  q: { field: 'q', operator: 'EQUALS' },
  namespace: { field: 'namespace', operator: 'PREFIX' },
  flowId: { field: 'flowId', operator: 'EQUALS' },
  triggerId: { field: 'triggerId', operator: 'EQUALS' },
  minLevel: { field: 'level', operator: 'EQUALS' },
  startDate: { field: 'startDate', operator: 'GREATER_THAN_OR_EQUAL_TO' },
  endDate: { field: 'endDate', operator: 'LESS_THAN_OR_EQUAL_TO' },
};

const view = (entry: LogEntry) => ({ ...entry, timestamp: isoDate(entry.timestamp) });
