import type { ToolGroupOptions } from '@kestra-mcp/core';

/** The group that all classes of this plugin belong to. */
export const DIAGNOSE: ToolGroupOptions = {
  name: 'diagnose',
  title: 'Diagnosis',
  instructions: 'Find out why an execution failed or is waiting, and read its outputs and files.',
};
