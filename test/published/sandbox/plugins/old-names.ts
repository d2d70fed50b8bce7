/** Old names that 1.3 accepts for core types, by package. 2.0 also accepts those with a `+`. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  'io.kestra.core.tasks.flows':
    'If Template ForEachItem WorkingDirectory Parallel Subflow Switch Worker AllowFailure EachParallel EachSequential Pause Sequential Dag Flow',
  'io.kestra.core.tasks.states': 'Set Delete Get',
  'io.kestra.core.models.conditions.types':
    'VariableCondition FlowNamespaceCondition FlowCondition WeekendCondition ExecutionStatusCondition ExecutionOutputsCondition OrCondition ExecutionFlowCondition MultipleCondition ExecutionNamespaceCondition DayWeekCondition PublicHolidayCondition ExecutionLabelsCondition NotCondition DayWeekInMonthCondition HasRetryAttemptCondition TimeBetweenCondition DateTimeBetweenCondition',
  'io.kestra.core.tasks.storages':
    'Delete Size Concat Purge LocalFiles PurgeExecution FilterItems Split DeduplicateItems Reverse',
  'io.kestra.plugin.core.condition':
    'ExecutionOutputsCondition ExecutionNamespaceCondition HasRetryAttemptCondition OrCondition PublicHolidayCondition ExecutionFlowCondition ExecutionStatusCondition DayWeekInMonthCondition DayWeekCondition TimeBetweenCondition DateTimeBetweenCondition ExpressionCondition NotCondition WeekendCondition ExecutionLabelsCondition',
  'io.kestra.core.tasks.executions': 'Labels Counts Fail',
  'io.kestra.plugin.fs.http': 'Trigger+ Request+ Download+',
  'io.kestra.plugin.core.storage': 'Purge PurgeExecution',
  'io.kestra.core.tasks.log': 'Log Fetch',
  'io.kestra.core.tasks.debugs': 'Echo Return',
  'io.kestra.core.tasks.templating': 'TemplatedTask',
  'io.kestra.core.models.triggers.types': 'Webhook Flow Schedule',
  'io.kestra.core.tasks.trigger': 'Toggle',
  'io.kestra.plugin.core.flow': 'WaitFor+',
};

/** The aliases that a version lists. */
export function aliasesOf(oldNames: boolean): string[] {
  return Object.entries(OLD_NAMES).flatMap(([group, names]) =>
    names
      .split(' ')
      .filter((name) => oldNames || name.endsWith('+'))
      .map((name) => `${group}.${name.replace('+', '')}`),
  );
}
