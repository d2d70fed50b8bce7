import type { Execution } from '../engine/execution.js';
import { current, ended, STATES } from '../engine/state.js';
import { illegalArgument } from '../http/envelope.js';
import type { Call } from '../http/router.js';
import { textPasses } from '../query/condition.js';
import {
  dateField,
  exactField,
  pathField,
  queryField,
  scopeField,
  setField,
  textField,
  timeRangeField,
} from '../query/fields.js';
import { labelsField } from '../query/labels.js';
import { sorted } from '../query/page.js';
import { type Field, type Resource, select } from '../query/resource.js';
import type { World } from '../world.js';

const SORT_KEYS = [
  'id',
  'state.startDate',
  'state.endDate',
  'state.duration',
  'namespace',
  'flowId',
  'state.current',
];

const startOf = ({ state }: Execution) => state[0]?.at ?? 0;
const endOf = ({ state }: Execution) => (ended(state) ? state.at(-1)?.at : undefined);

/** The executions that match the filters of a request, in its order. */
export function selectExecutions(world: World, call: Call): Execution[] {
  const found = select(listed(world, call), call.request, resource(world), world.mode);
  return sorted(found, call, sortable, SORT_KEYS);
}

// Executions of tests and turns of Loops are included only if the request asks for a kind.
function listed({ executions }: World, { request }: Call): Execution[] {
  const asked = [...request.query.keys()].some((name) => name.includes('[kind]'));
  return asked ? executions.all() : executions.all().filter(({ kind }) => isPlain(kind));
}

const isPlain = (kind: string | undefined) => kind === undefined || kind === 'NORMAL';

function resource({ mode, timeline }: World): Resource<Execution> {
  const equals = (field: string) => ({ field, operator: 'EQUALS' as const });
  return {
    name: 'EXECUTION',
    now: () => timeline.nowMillis(),
    fields: {
      q: queryField(({ namespace, flowId, id }) => `${namespace} ${flowId} ${id}`),
      scope: scopeField(({ namespace }) => namespace, mode),
      flowId: pathField(({ flowId }) => flowId),
      startDate: dateField(startOf),
      // Both dates are compared with the start date.
      endDate: dateField(startOf),
      state: stateField(mode.flatParameters),
      labels: labelsField(({ labels }) => labels, mode),
      triggerExecutionId: textField(({ trigger }) => trigger && String(trigger.variables.executionId)),
      childFilter: exactField(({ trigger }) => (trigger?.variables.executionId ? 'CHILD' : 'MAIN')),
      namespace: pathField(({ namespace }) => namespace),
      kind: mode.filterGroups ? kindField : setField(({ kind }) => kind ?? 'NORMAL'),
      ...(mode.filterGroups ? NEW_FIELDS : {}),
      timeRange: {
        ...timeRangeField<Execution>(startOf, () => timeline.nowMillis()),
        unlisted: true,
      },
    },
    flat: {
      q: equals('q'),
      scope: equals('scope'),
      namespace: { field: 'namespace', operator: 'PREFIX' },
      flowId: equals('flowId'),
      startDate: { field: 'startDate', operator: 'GREATER_THAN_OR_EQUAL_TO' },
      endDate: { field: 'endDate', operator: 'LESS_THAN_OR_EQUAL_TO' },
      timeRange: equals('timeRange'),
      state: { field: 'state', operator: 'IN' },
      labels: equals('labels'),
      triggerExecutionId: equals('triggerExecutionId'),
      childFilter: equals('childFilter'),
    },
  };
}

// Kestra compares in SQL: a missing kind matches no condition, not even NOT_EQUALS.
const kindField: Field<Execution> = {
  ...setField<Execution>(({ kind }) => kind),
  test: ({ kind }, condition) => kind !== undefined && textPasses(kind, condition),
};

const NEW_FIELDS: Resource<Execution>['fields'] = {
  parentId: setField(({ parentId }) => parentId),
  taskId: {
    ...textField<Execution>(() => undefined),
    test: ({ taskRuns = [] }, condition) => taskRuns.some(({ taskId }) => textPasses(taskId, condition)),
  },
};

// `CANCELED` is an old spelling that 2.0 no longer accepts.
function stateField(oldSpelling: boolean): Field<Execution> {
  const field = setField<Execution>(({ state }) => current(state));
  const read = (name: string) => {
    const state = oldSpelling && name === 'CANCELED' ? 'CANCELLED' : name;
    if ((STATES as readonly string[]).includes(state)) return state;
    throw illegalArgument(`No enum constant io.kestra.core.models.flows.State.Type.${name}`);
  };
  const readAll = (value: string) => value.split(',').map(read).join(',');
  return {
    ...field,
    check: ({ value }) => {
      readAll(value);
    },
    test: (execution, condition) => {
      return field.test(execution, { ...condition, value: readAll(condition.value) });
    },
  };
}

function sortable(execution: Execution) {
  const [start, end] = [startOf(execution), endOf(execution)];
  const state = {
    startDate: start,
    endDate: end,
    duration: (end ?? start) - start,
    current: current(execution.state),
  };
  return { id: execution.id, namespace: execution.namespace, flowId: execution.flowId, state };
}
