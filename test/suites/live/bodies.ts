/** Bodies of flows that use only core tasks. `id` and `namespace` are added at the top. */

export const HELLO = `
tasks:
  - id: hello
    type: io.kestra.plugin.core.log.Log
    message: hello`;

export const FAILING = `
tasks:
  - id: hello
    type: io.kestra.plugin.core.log.Log
    message: hello
  - id: boom
    type: io.kestra.plugin.core.execution.Fail
    errorMessage: broken on purpose`;

export const PAUSING = `
tasks:
  - id: ask
    type: io.kestra.plugin.core.flow.Pause
  - id: hello
    type: io.kestra.plugin.core.log.Log
    message: hello`;

/** Long enough that it never ends during a test. */
export const SLEEPING = `
tasks:
  - id: sleep
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT10M`;

export function subflow(namespace: string, flowId: string): string {
  return `
tasks:
  - id: call
    type: io.kestra.plugin.core.flow.Subflow
    namespace: ${namespace}
    flowId: ${flowId}
    wait: true`;
}

export function schedule(id: string, disabled = false): string {
  return `${HELLO}
triggers:
  - id: ${id}
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "0 0 1 1 *"${disabled ? '\n    disabled: true' : ''}`;
}

/** A Flow trigger for the end of all these flows, in the syntax of that major version. */
export function after(major: number, namespace: string, ...flows: readonly string[]): string {
  const list = (indent: string) =>
    flows.map((flow) => `\n${indent}- namespace: ${namespace}\n${indent}  flowId: ${flow}`).join('');
  const upstream =
    major >= 2
      ? `dependsOn:${list('      ')}`
      : `preconditions:\n      id: all\n      flows:${list('        ')}`;
  return `
triggers:
  - id: upstream
    type: io.kestra.plugin.core.trigger.Flow
    ${upstream}`;
}
