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

/** Names of Kestra 2.x, and the names that this project uses instead. */
const KINDS: Readonly<Record<string, string>> = { taskOutputs: 'outputs', executionContext: 'context' };

/** Lists what expressions can use. */
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

  /** The same, with the names of the secrets of a namespace. */
  async ofNamespace(namespace: string) {
    const [own, secrets] = await Promise.all([this.ofInstance(), this.secrets(namespace)]);
    return { ...bounded({ secrets }), ...own };
  }

  /** The same, with what a flow or one of its tasks adds. */
  async ofFlow(namespace: string, flowId: string, taskId?: string) {
    const flow = await this.kestra.flows.get(namespace, flowId, { source: true });
    const listed = await this.listed(flow, taskId);
    if (listed !== undefined) return { ...bounded({ vars: variablesOf(flow) }), ...listed };
    // Check first whether the task exists.
    const names = namesIn(flow, taskId);
    return { ...names, ...(await this.ofNamespace(namespace)) };
  }

  /** Lets Kestra list them; undefined for a version that cannot. */
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

  /** Empty if this Kestra cannot list secrets, or the caller may not see them. */
  private async secrets(namespace: string): Promise<string[]> {
    try {
      return (await this.kestra.secrets.names(namespace)).map((name) => `secret('${name}')`);
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof ForbiddenError) return [];
      throw error;
    }
  }
}

/** `now(format, timeZone)`, or only the name if the arguments are not known. */
function signature({ name, arguments: parts }: PebbleFunction): string {
  if (parts === undefined) return name;
  const shown = parts.map((part) =>
    part.defaultValue === undefined ? part.name : `${part.name}=${part.defaultValue}`,
  );
  return `${name}(${shown.join(', ')})`;
}

/** The error for a flow without a namespace. */
export function flowWithoutNamespace(): InputError {
  return new InputError(
    '"flow_id" also needs "namespace", and "task_id" also needs "namespace" and "flow_id".',
  );
}
