import {
  type Flow,
  ForbiddenError,
  Injectable,
  InputError,
  KestraClient,
  NotFoundError,
  type PebbleFunction,
  UnsupportedError,
} from '@kestra-mcp/core';
import { bounded, namesIn, variablesOf } from './flow-names.js';

/** How 2.x calls what this project calls otherwise. */
const KINDS: Readonly<Record<string, string>> = { taskOutputs: 'outputs', executionContext: 'context' };

/** What expressions can use. */
@Injectable()
export class ExpressionLists {
  constructor(private readonly kestra: KestraClient) {}

  /** Functions and filters of the instance. */
  async ofInstance() {
    const { pebble } = this.kestra;
    return this.orNote(async () => {
      const [functions, filters] = await Promise.all([pebble.functions(), pebble.filters()]);
      return bounded({ functions: functions.map(signature), filters });
    });
  }

  /** The same, with the secrets of a namespace by name. */
  async ofNamespace(namespace: string) {
    const [own, secrets] = await Promise.all([this.ofInstance(), this.secrets(namespace)]);
    return { ...bounded({ secrets }), ...own };
  }

  /** The same, with what a flow or one of its tasks brings. */
  async ofFlow(namespace: string, flowId: string, taskId?: string) {
    const flow = await this.kestra.flows.get(namespace, flowId, { source: true });
    const listed = await this.listed(flow, taskId);
    if (listed !== undefined) return { ...bounded({ vars: variablesOf(flow) }), ...listed };
    // Before anything is asked for: the task may not be there.
    const names = namesIn(flow, taskId);
    return { ...names, ...(await this.ofNamespace(namespace)) };
  }

  /** By Kestra itself, where it can. */
  private async listed(flow: Flow, taskId?: string): Promise<Record<string, string[]> | undefined> {
    if (taskId !== undefined) namesIn(flow, taskId);
    try {
      const kinds = await this.kestra.expressions.ofSource(String(flow.source ?? ''), taskId);
      return bounded(
        Object.fromEntries(Object.entries(kinds).map(([kind, names]) => [KINDS[kind] ?? kind, names])),
      );
    } catch (error) {
      if (error instanceof UnsupportedError) return undefined;
      throw error;
    }
  }

  private async orNote(
    list: () => Promise<Record<string, string[]>>,
  ): Promise<Record<string, string[] | string>> {
    try {
      return await list();
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      return { note: error.message };
    }
  }

  /** Not each Kestra lists them, nor may each caller see them. */
  private async secrets(namespace: string): Promise<string[]> {
    try {
      return (await this.kestra.secrets.names(namespace)).map((name) => `secret('${name}')`);
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof ForbiddenError) return [];
      throw error;
    }
  }
}

/** `now(format, timeZone)`; of a function whose arguments are not known, its name. */
function signature({ name, arguments: parts }: PebbleFunction): string {
  if (parts === undefined) return name;
  const shown = parts.map((part) =>
    part.defaultValue === undefined ? part.name : `${part.name}=${part.defaultValue}`,
  );
  return `${name}(${shown.join(', ')})`;
}

/** A flow needs its namespace. */
export function flowWithoutNamespace(): InputError {
  return new InputError('flow_id and task_id need the namespace of the flow, and task_id its flow_id.');
}
