import { Injectable, KestraClient, type Page } from '@kestra-mcp/core';

/** The state of a trigger: `state` in Kestra 2.x, `triggerContext` in earlier versions. */
interface State {
  namespace: string;
  flowId: string;
  triggerId: string;
}
type Row = { state: State } | { triggerContext: State };

const MOST = 200;

/** Searches the triggers of many flows, for which the Kestra client has no method. */
@Injectable()
export class TriggerSearch {
  constructor(private readonly kestra: KestraClient) {}

  /** The disabled triggers of a namespace and its children. */
  async disabled(namespace: string) {
    const { results } = await this.kestra.request<Page<Row>>({
      path: ['triggers', 'search'],
      within: { namespace },
      filters: [['triggerState', 'EQUALS', 'disabled']],
      query: { size: MOST },
    });
    const states = results.map((row) => ('state' in row ? row.state : row.triggerContext));
    return states.map((state) => ({
      namespace: state.namespace,
      flow_id: state.flowId,
      trigger_id: state.triggerId,
    }));
  }
}
