import type { Execution } from '../engine/execution.js';
import { current, ended, STATES } from '../engine/state.js';
import { illegalArgument } from '../http/envelope.js';
import type { Call } from '../http/router.js';
import {
  dateField,
  exactField,
  labelsField,
  pathField,
  queryField,
  scopeField,
  setField,
  textField,
  timeRangeField,
} from '../query/fields.js';
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

/** The executions that a request's filters choose, in its order. */
export function selectExecutions(world: World, call: Call): Execution[] {
  const found = select(listed(world, call), call.request, resource(world), world.mode);
  return sorted(found, call, sortable, SORT_KEYS);
}

// Tests and the turns of Loops are shown to those only who ask for a kind.
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
      scope: scopeField(({ namespace }) => namespace),
      flowId: pathField(({ flowId }) => flowId),
      startDate: dateField(startOf),
      // Both dates are looked up in the start.
      endDate: dateField(startOf),
      timeRange: timeRangeField(startOf, () => timeline.nowMillis()),
      state: stateField(mode.flatParameters),
      labels: labelsField(({ labels }) => labels),
      triggerExecutionId: textField(({ trigger }) => trigger && String(trigger.variables.executionId)),
      childFilter: exactField(({ trigger }) => (trigger?.variables.executionId ? 'CHILD' : 'MAIN')),
      namespace: pathField(({ namespace }) => namespace),
      // A plain execution has none, so that a search for NORMAL finds nothing.
      kind: setField(({ kind }) => kind),
      executionId: textField(({ id }) => id),
      ...(mode.filterGroups ? { parentId: textField<Execution>(({ parentId }) => parentId) } : {}),
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

// `CANCELED` is an old spelling that 2.0 has given up.
function stateField(oldSpelling: boolean): Field<Execution> {
  const field = setField<Execution>(({ state }) => current(state));
  const read = (name: string) => {
    const state = oldSpelling && name === 'CANCELED' ? 'CANCELLED' : name;
    if ((STATES as readonly string[]).includes(state)) return state;
    throw illegalArgument(`No enum constant io.kestra.core.models.flows.State.Type.${name}`);
  };
  return {
    ...field,
    test: (execution, condition) => {
      const value = condition.value.split(',').map(read).join(',');
      return field.test(execution, { ...condition, value });
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
