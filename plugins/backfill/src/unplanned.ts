import { didYouMean, type Flow, NotFoundError, type Trigger } from '@kestra-mcp/core';

/** Adds a hint to Kestra's error that a trigger does not exist. Returns other errors unchanged. */
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
    schedules.length === 0
      ? 'It has no schedule triggers.'
      : `Its schedule triggers: ${schedules.join(', ')}.`;
  return `The flow "${flow}" has no trigger "${triggerId}".${didYouMean(triggerId, schedules)} ${there}`;
}

function why(trigger: Trigger): string {
  if (!isSchedule(trigger)) {
    const type = trigger.type.slice(trigger.type.lastIndexOf('.') + 1);
    return `"${trigger.id}" is a ${type} trigger. Only schedule triggers can be backfilled.`;
  }
  if (trigger.disabled === true)
    return `The trigger "${trigger.id}" is disabled in the YAML of the flow. Enable it first.`;
  return `Kestra has not scheduled the trigger "${trigger.id}" yet. If the flow is new, try again in a few seconds.`;
}

function isSchedule({ type }: Trigger): boolean {
  return type.includes('Schedule');
}
