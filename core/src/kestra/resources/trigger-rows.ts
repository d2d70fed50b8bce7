import { everyRow } from '../search/pages.js';
import { searchWithin } from '../search/search.js';
import type { Page, Paging, Trigger } from '../types.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** Identifies a trigger. */
export interface TriggerId {
  namespace: string;
  flowId: string;
  triggerId: string;
}

/** A backfill in the row of a trigger. */
export interface RunningBackfill {
  start?: string;
  end?: string;
  /** The date that the backfill has reached. */
  currentDate?: string;
  paused?: boolean;
  /** The next execution of the schedule itself after the backfill ends. */
  previousNextExecutionDate?: string;
}

/** The row of a trigger, with its backfill if one is running. */
export interface TriggerRow extends TriggerId {
  backfill?: RunningBackfill;
  disabled?: boolean;
  /** The next execution. During a backfill, the next date to backfill. Since 2.0 in `nextEvaluationDate`. */
  nextExecutionDate?: string;
  nextEvaluationDate?: string;
  [key: string]: unknown;
}

/** Conditions of a search for triggers. */
export interface TriggerSearch extends Paging {
  /** Includes child namespaces. */
  namespace?: string | undefined;
  flowId?: string | undefined;
}

/** The row of a trigger, with its declaration in the flow if that still exists. */
export interface FoundTrigger {
  row: TriggerRow;
  declared?: Trigger;
}

/** A row as Kestra returns it. Since 2.0, its members have other names. */
interface Found {
  abstractTrigger?: Trigger;
  triggerContext?: TriggerRow;
  trigger?: Trigger;
  state?: TriggerRow;
}

/** Methods that read triggers. */
export class TriggerReads {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    protected readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * List the rows of the triggers of a flow: `GET triggers/{namespace}/{flowId}`. Triggers that wait for an event, such
   * as Flow and Webhook, have no row. A trigger that Kestra has not scheduled yet has no row either. Empty for an
   * unknown flow.
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
   * Get the row of a trigger: `GET triggers/{namespace}/{flowId}`. Returns undefined if Kestra has not scheduled it
   * or it does not exist.
   */
  async row({ namespace, flowId, triggerId }: TriggerId): Promise<TriggerRow | undefined> {
    return (await this.rows(namespace, flowId)).find((row) => row.triggerId === triggerId);
  }

  /** Search triggers that have a row, in a namespace and its children or in all namespaces: `GET triggers/search`. */
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
