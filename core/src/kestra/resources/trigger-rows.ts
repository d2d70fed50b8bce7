import { everyRow } from '../search/pages.js';
import { searchWithin } from '../search/search.js';
import type { Page, Paging, Trigger } from '../types.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** What a trigger is named by. */
export interface TriggerId {
  namespace: string;
  flowId: string;
  triggerId: string;
}

/** A backfill as a trigger's row holds it. */
export interface RunningBackfill {
  start?: string;
  end?: string;
  /** How far it has come. */
  currentDate?: string;
  paused?: boolean;
  /** When the schedule itself comes next, once this has ended. */
  previousNextExecutionDate?: string;
}

/** A trigger's row, with its backfill when one runs. */
export interface TriggerRow extends TriggerId {
  backfill?: RunningBackfill;
  disabled?: boolean;
  /** When it runs next, during a backfill the time that this makes up for; from 2.0 as `nextEvaluationDate`. */
  nextExecutionDate?: string;
  nextEvaluationDate?: string;
  [key: string]: unknown;
}

/** Which triggers. */
export interface TriggerSearch extends Paging {
  /** Includes child namespaces. */
  namespace?: string | undefined;
  flowId?: string | undefined;
}

/** A trigger's row, with what its flow declares where that is there still. */
export interface FoundTrigger {
  row: TriggerRow;
  declared?: Trigger;
}

/** As Kestra gives it: other names from 2.0. */
interface Found {
  abstractTrigger?: Trigger;
  triggerContext?: TriggerRow;
  trigger?: Trigger;
  state?: TriggerRow;
}

/** What can be read of triggers. */
export class TriggerReads {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    protected readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * `GET triggers/{namespace}/{flowId}`: the rows of the flow's triggers. Triggers that wait for an event, as those of
   * the types Flow and Webhook, have none, nor has one that Kestra has not planned yet. An unknown flow has no rows.
   */
  rows(namespace: string, flowId: string): Promise<TriggerRow[]> {
    return everyRow<TriggerRow>((paging) =>
      this.#http.json({
        path: route`triggers/${namespace}/${flowId}`,
        within: { namespace },
        query: { ...paging },
      }),
    );
  }

  /**
   * `GET triggers/{namespace}/{flowId}`: a trigger's row; undefined for one that Kestra has not planned yet, or at
   * all.
   */
  async row({ namespace, flowId, triggerId }: TriggerId): Promise<TriggerRow | undefined> {
    return (await this.rows(namespace, flowId)).find((row) => row.triggerId === triggerId);
  }

  /** `GET triggers/search`: a page of triggers that have a row, of a namespace and its children or of all. */
  async search({ namespace, flowId, page, size }: TriggerSearch): Promise<Page<FoundTrigger>> {
    const { filters, triggerSort: sort } = await this.instance.dialect();
    const found = await searchWithin<Found>(this.#http.fence, {
      ...{ namespace, page, size },
      sort: [],
      namespaceOf: (row) => rowOf(row)?.namespace,
      ask: ({ namespace, page, size }) => {
        const conditions = where(filters, [
          ['namespace', 'PREFIX', namespace],
          ['flowId', 'EQUALS', flowId],
        ]);
        const query = { page, size, sort, ...conditions };
        return this.#http.json({ path: route`triggers/search`, within: { namespace }, query });
      },
    });
    const results = (found.results ?? []).flatMap((each) => {
      const row = rowOf(each);
      const declared = each.trigger ?? each.abstractTrigger;
      return row === undefined ? [] : [{ row, ...(declared != null && { declared }) }];
    });
    return { ...found, results };
  }
}

function rowOf({ state, triggerContext }: Found): TriggerRow | undefined {
  return state ?? triggerContext;
}
