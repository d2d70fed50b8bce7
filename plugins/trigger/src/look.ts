import {
  didYouMean,
  type Flow,
  InputError,
  type KestraClient,
  NotFoundError,
  type Trigger,
  type TriggerRow,
} from '@kestra-mcp/core';

/** The trigger that a call is about. */
export interface TriggerRef {
  namespace: string;
  flow_id: string;
  trigger_id: string;
}

/** What is known about a trigger: its declaration in the flow, and its state in Kestra. */
export interface Seen {
  flow: Flow;
  declared?: Trigger | undefined;
  row?: TriggerRow | undefined;
}

/** Types without a state in Kestra, because they wait for an event. */
const EVENTS = /\.(Flow|Webhook|McpToolTrigger)$/;

export function waitsForEvent({ type }: Trigger): boolean {
  return EVENTS.test(type);
}

/** Reads both. For an unknown flow, Kestra returns no rows, but reading the flow fails with the nearest ids. */
export async function lookAt(kestra: KestraClient, ref: TriggerRef): Promise<Seen> {
  const { namespace, flow_id, trigger_id } = ref;
  const [flow, row] = await both(
    kestra.flows.get(namespace, flow_id),
    kestra.triggers.row({ namespace, flowId: flow_id, triggerId: trigger_id }),
  );
  const { triggers = [] } = flow;
  const declared = triggers.find(({ id }) => id === trigger_id);
  if (declared === undefined && row === undefined) throw missing(ref, triggers);
  return { flow, declared, row };
}

/** Both results, or the first error when both are done, so that no request is open when the call ends. */
export async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

/** The state, or an error that says why there is none. */
export function rowOf({ declared, row }: Seen): TriggerRow {
  if (row !== undefined) return row;
  throw noRow(declared as Trigger);
}

function missing({ flow_id, trigger_id }: TriggerRef, triggers: readonly Trigger[]): NotFoundError {
  const ids = triggers.map(({ id }) => id);
  const there = ids.length === 0 ? 'The flow has no triggers.' : `Its triggers are: ${ids.join(', ')}.`;
  return new NotFoundError('KMCP_NOT_FOUND', `The flow "${flow_id}" has no trigger "${trigger_id}".`, {
    hint: `${there}${didYouMean(trigger_id, ids)}`,
  });
}

function noRow(declared: Trigger): InputError {
  const { id, disabled, type } = declared;
  if (waitsForEvent(declared)) {
    const name = type.slice(type.lastIndexOf('.') + 1);
    return new InputError(`The trigger "${id}" is a ${name} trigger, and Kestra keeps no state for those.`, {
      hint: 'Nothing was done. To disable it, add "disabled: true" to it in the YAML of its flow.',
    });
  }
  if (disabled === true) {
    return new InputError(`The trigger "${id}" is disabled in the YAML of its flow.`, {
      hint: 'Nothing was done. First remove "disabled: true" from the YAML.',
    });
  }
  return new InputError(`Kestra has not scheduled the trigger "${id}" yet.`, {
    hint: 'Nothing was done. If its flow is new, try again in a few seconds.',
  });
}
