/** The fields of 1.x, in Kestra's order. */
export const FIELDS_1 =
  'childFilter metadata triggerState endDate parentPath triggerExecutionId type taskRunId path flowRevision assetId ' +
  'scope id state flowId expirationDate timeRange workerId level kind created triggerId version labels q executionId ' +
  'existingOnly namespace updated startDate taskId username';

/** The fields of 2.0. */
export const FIELDS_2 =
  'attemptNumber childFilter metadata triggerState endDate parentPath source type taskRunId path flowRevision action ' +
  'details id state locked timeRange workerId level kind policyScope created triggerId enforcement groupList version ' +
  'labels tags executionId name assignee updated startDate status instance_owner nextExecutionDate external_id ' +
  'triggerExecutionId expired_at enabled assetId scope artifactId flowId email expirationDate severity resources ' +
  'userId parentId q existingOnly namespace lastTriggeredDate taskId username';
