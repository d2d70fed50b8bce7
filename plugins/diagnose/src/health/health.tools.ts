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
      'Check overall health: executions by state, failing and slowest flows compared with the previous period, missed schedules, disabled triggers, stuck executions.',
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
    description:
      'Get the metrics that tasks reported, such as numbers of records: of an execution, or of a flow by day.',
    effect: 'read',
    optIn: true,
    input: GetMetrics,
    output: Metrics,
  })
  async getMetrics(asked: GetMetrics, { answerChars }: ToolContext) {
    return tellMetrics(this.kestra, asked, answerChars);
  }
}
