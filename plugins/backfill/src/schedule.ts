import { InputError, type Trigger } from '@kestra-mcp/core';

/** The id of the flow's schedule trigger. With several, the caller must name one. */
export function scheduleOf(flow: string, triggers: readonly Trigger[]): string {
  const schedules = triggers.filter(({ type }) => type.endsWith('Schedule'));
  const enabled = schedules.filter(({ disabled }) => !disabled);
  const [only, ...others] = enabled.length > 0 ? enabled : schedules;
  if (only === undefined)
    throw new InputError(`${flow} has no schedule trigger. Only schedule triggers can be backfilled.`);
  if (others.length === 0) return only.id;
  const ids = [only, ...others].map(({ id }) => id).join(', ');
  throw new InputError(`${flow} has several schedule triggers.`, {
    hint: `Set trigger_id to one of: ${ids}.`,
  });
}
