import { KestraClient, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { DIAGNOSE } from '../diagnose.js';
import { summarizeHealth } from './health.js';
import { GetMetrics, Health, Metrics, SummarizeHealth } from './health.schemas.js';
import { tellMetrics } from './metrics.js';

@ToolGroup(DIAGNOSE)
export class HealthTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'summarize_health',
    description:
      'Executions by state, failing and slowest flows against the time before, missed schedules, disabled triggers, stuck executions.',
    effect: 'read',
    optIn: true,
    input: SummarizeHealth,
    output: Health,
  })
  async summarizeHealth(asked: SummarizeHealth, { answerChars }: ToolContext) {
    return summarizeHealth(this.kestra, asked, answerChars);
  }

  @Tool({
    name: 'get_metrics',
    description: 'Numbers that tasks reported: of an execution, or of a flow by day.',
    effect: 'read',
    optIn: true,
    input: GetMetrics,
    output: Metrics,
  })
  async getMetrics(asked: GetMetrics, { answerChars }: ToolContext) {
    return tellMetrics(this.kestra, asked, answerChars);
  }
}
