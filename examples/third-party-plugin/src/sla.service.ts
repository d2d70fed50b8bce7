import { type Execution, Injectable, KestraClient } from '@kestra-mcp/core';
import { judge, type Target } from './judge.js';
import { SlaOptions } from './sla.options.js';
import type { FlowSla } from './sla.schemas.js';

const PAGE = 200;
const MOST_RUNS = 5_000;
const DAY = 24 * 60 * 60 * 1_000;

/** Reads executions from Kestra and compares them with the targets in the configuration. */
@Injectable()
export class SlaService {
  constructor(
    private readonly kestra: KestraClient,
    private readonly options: SlaOptions,
  ) {}

  /** The targets of a flow: its own, and the general ones for the rest. */
  targetOf(namespace: string, flowId: string): Target {
    const { maxDuration, minSuccess, flows } = this.options;
    const own = flows[`${namespace}.${flowId}`];
    return { maxDuration: own?.maxDuration ?? maxDuration, minSuccess: own?.minSuccess ?? minSuccess };
  }

  /** The flows of a namespace and its children that ran in the last days, broken targets first. */
  async check(namespace: string, days: number, flowId?: string): Promise<FlowSla[]> {
    const byFlow = new Map<string, Execution[]>();
    for (const run of await this.runs(namespace, days, flowId)) {
      const name = JSON.stringify([run.namespace, run.flowId]);
      byFlow.set(name, [...(byFlow.get(name) ?? []), run]);
    }
    const results = [...byFlow.values()].flatMap((runs) => {
      const [first] = runs;
      return first
        ? [judge(first.namespace, first.flowId, runs, this.targetOf(first.namespace, first.flowId))]
        : [];
    });
    return results.sort((a, b) => Number(a.kept) - Number(b.kept) || a.flow_id.localeCompare(b.flow_id));
  }

  private async runs(namespace: string, days: number, flowId?: string): Promise<Execution[]> {
    const startDate = new Date(Date.now() - days * DAY).toISOString();
    const found: Execution[] = [];
    for (let page = 1; found.length < MOST_RUNS; page++) {
      const { results } = await this.kestra.executions.search({
        namespace,
        flowId,
        startDate,
        page,
        size: PAGE,
      });
      found.push(...results);
      if (results.length < PAGE) break;
    }
    return found;
  }
}
