/** The flows of the recordings, by id. */
export const FLOWS = {
  hello: `id: hello
namespace: company
tasks:
  - id: say
    type: io.kestra.plugin.core.log.Log
    message: Hello
`,
  nightly_import: `id: nightly_import
namespace: company
tasks:
  - id: count
    type: io.kestra.plugin.core.log.Log
    message: 0 of 512 rows were read
  - id: check
    type: io.kestra.plugin.core.execution.Fail
    errorMessage: No rows, no import.
`,
  greet: `id: greet
namespace: company
inputs:
  - id: user
    type: STRING
    defaults: World
tasks:
  - id: say
    type: io.kestra.plugin.core.log.Log
    message: Hello {{ inputs.user }}
`,
  daily_report: `id: daily_report
namespace: company
tasks:
  - id: report
    type: io.kestra.plugin.core.log.Log
    message: Report of {{ trigger.date }}
triggers:
  - id: daily
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "0 7 * * *"
`,
  rollout: `id: rollout
namespace: company
tasks:
  - id: approval
    type: io.kestra.plugin.core.flow.Pause
    onResume:
      - id: reason
        type: STRING
  - id: deploy
    type: io.kestra.plugin.core.log.Log
    message: "Approved: {{ outputs.approval.onResume.reason }}"
`,
};
