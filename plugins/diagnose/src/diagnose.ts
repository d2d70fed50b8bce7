import type { ToolGroupOptions } from '@kestra-mcp/core';

/** The one group of the plugin's classes. */
export const DIAGNOSE: ToolGroupOptions = {
  name: 'diagnose',
  title: 'Diagnosis',
  instructions: 'why an execution failed or waits, and what it left behind.',
};
