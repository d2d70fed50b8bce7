import { didYouMean, type Flow, NotFoundError, type Trigger } from '@kestra-mcp/core';

/** Kestra's word that a trigger is not there, with what that means for the flow; other errors as they are. */
export function unplanned(error: unknown, triggerId: string, { id, triggers = [] }: Flow): unknown {
  if (!(error instanceof NotFoundError)) return error;
  const { code, message, status, said, details, problem } = error;
  const trigger = triggers.find((each) => each.id === triggerId);
  const hint = trigger === undefined ? missing(triggerId, id, triggers) : why(trigger);
  return new NotFoundError(code, message, { status, said, details, problem, hint, cause: error });
}

function missing(triggerId: string, flow: string, triggers: readonly Trigger[]): string {
  const schedules = triggers.filter(isSchedule).map(({ id }) => id);
  const there =
    schedules.length === 0 ? 'It has no schedules.' : `Its schedules are: ${schedules.join(', ')}.`;
  return `The flow "${flow}" has no trigger "${triggerId}".${didYouMean(triggerId, schedules)} ${there}`;
}

function why(trigger: Trigger): string {
  if (!isSchedule(trigger)) {
    const type = trigger.type.slice(trigger.type.lastIndexOf('.') + 1);
    return `"${trigger.id}" is a ${type} trigger, and only schedules can be backfilled.`;
  }
  if (trigger.disabled === true)
    return `The trigger "${trigger.id}" is disabled in the flow's YAML: enable it first.`;
  return `Kestra has not planned the trigger "${trigger.id}" yet. Where its flow is new, try again in a few seconds.`;
}

function isSchedule({ type }: Trigger): boolean {
  return type.includes('Schedule');
}
