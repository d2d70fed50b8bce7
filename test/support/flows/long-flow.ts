const LOG = 'io.kestra.plugin.core.log.Log';
const RETURN = 'io.kestra.plugin.core.debug.Return';

/** A realistic task: some have comments, timeouts, retries, text of several lines, or nested tasks. */
function task(number: number): string {
  const id = `step_${number}`;
  switch (number % 5) {
    case 0:
      return `  - id: ${id}
    type: io.kestra.plugin.core.flow.Sequential
    tasks:
      # goes first
      - id: ${id}_inner
        type: ${LOG}
        message: "inner of ${number}"   # says what it is
`;
    case 1:
      return `  # Step ${number}: tells who is greeted
  - id: ${id}
    type: ${LOG}
    message: "Hello {{ inputs.who }}, this is step ${number}"
`;
    case 2:
      return `  - id: ${id}
    type: ${RETURN}
    format: |
      first line of ${number}
        # not a comment
      größe 🎉 $& $1${'  '}
`;
    case 3:
      return `  - id: ${id}
    type: ${LOG}
    level: INFO
    timeout: PT${number}M
    message: 'Bucket is {{ vars.bucket }}'
`;
    default:
      return `  - {id: ${id}, type: ${RETURN}, format: "compact ${number}"}
`;
  }
}

/** A flow with this many top-level tasks, and the other usual parts of a flow. */
export function longFlow(tasks: number, { id = 'hello', namespace = 'rec.demo' } = {}): string {
  return `id: ${id}
namespace: ${namespace}
description: |
  Moves what came in over night. Ask the data team before you change it.

labels:
  team: data
  stage: &stage test # an anchor

inputs:
  - id: who
    type: STRING
    defaults: you

variables:
  bucket: "incoming"
  stage: *stage

# ---- what it does ----
tasks:
${Array.from({ length: tasks }, (_, at) => task(at + 1)).join('')}
errors:
  - id: tell
    type: ${LOG}
    message: "It failed."

triggers:
  - id: nightly
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "0 2 * * *"   # at two`;
}
