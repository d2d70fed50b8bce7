import { ConflictError, type KestraClient, KestraError } from '@kestra-mcp/core';
import { lookAt, rowOf, type Seen, type TriggerRef } from './look.js';
import { tellDeclared, tellRow } from './told.js';

/** Enables or disables a trigger in its state, unless it already is. The YAML takes precedence over the state. */
export async function switchTrigger(kestra: KestraClient, ref: TriggerRef, on: boolean) {
  const seen = await lookAt(kestra, ref);
  const { declared } = seen;
  if (declared?.disabled === true) {
    if (on) throw inYaml(ref);
    return { status: 'already_disabled', ...tell(ref, seen) };
  }
  const row = rowOf(seen);
  const status = on ? 'enabled' : 'disabled';
  if ((row.disabled === true) !== on) return { status: `already_${status}`, ...tell(ref, seen) };
  const after = await kestra.triggers.setDisabled(row, !on);
  if ((after?.disabled === true) === on) throw unchanged(ref, on);
  return { status, ...tell(ref, { ...seen, row: after }) };
}

/** The trigger, with a note if its flow is disabled. */
export function tell(ref: TriggerRef, { flow, declared, row }: Seen) {
  const { namespace, flow_id } = ref;
  const told = row === undefined ? declared && tellDeclared(ref, declared) : tellRow(row, declared);
  const note = 'The flow is disabled. No trigger starts it until it is enabled.';
  return { ...told, namespace, flow_id, ...(flow.disabled === true && { note }) };
}

function inYaml({ namespace, flow_id, trigger_id }: TriggerRef): ConflictError {
  return new ConflictError(
    'KMCP_CONFLICT',
    `The trigger "${trigger_id}" is disabled in the YAML of the flow ${namespace}.${flow_id}.`,
    { hint: 'Nothing was done. To enable it, remove "disabled: true" from the YAML.' },
  );
}

function unchanged({ trigger_id }: TriggerRef, on: boolean): KestraError {
  return new KestraError(
    'KMCP_REFUSED',
    `Kestra accepted the request, but the trigger "${trigger_id}" is still ${on ? 'disabled' : 'enabled'}.`,
    { hint: 'To see its state, use the action "list".' },
  );
}
