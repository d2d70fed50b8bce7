/**
 * Actions on an execution: `executions/{id}/kill`, since 2.0 `executions/{id}/actions/kill`. Before 2.0, `POST
 * executions/{namespace}/{flowId}` with one of these names is an action on the execution `{namespace}`.
 */
export const ACTION_NAMES: ReadonlySet<string> = new Set([
  'change-status',
  'eval',
  'force-run',
  'kill',
  'labels',
  'pause',
  'replay',
  'replay-with-inputs',
  'restart',
  'resume',
  'resume-from-breakpoint',
  'state',
  'unqueue',
]);
