import { PerCaller } from '../../foundation/keys/per-caller.js';
import { NotFoundError } from '../wire/errors.js';
import { effectOf, type KestraRequest } from '../wire/request.js';
import { type Route, route } from '../wire/route.js';
import { currentCaller } from '../wire/scope.js';
import { batches } from './batches.js';
import type { Fence } from './fence.js';
import { isInFlowsFolder } from './flows-folder.js';
import { namespaceOfYaml, namespacesOfJson } from './named-namespaces.js';
import type { InNamespace, Within } from './within.js';

/** Executions that a caller is remembered to have found inside; ids are short. */
const MOST_KNOWN = 1_000;

/** Holds requests to the fence, before they are sent or by their answer. */
export class Guard {
  /** Paths of executions inside: an execution never changes its namespace. Another caller has to find them anew. */
  private readonly known = new PerCaller(() => new Set<Route>());

  constructor(
    private readonly fence: Fence,
    /** Reads one thing, with `answer` as where it belongs. */
    private readonly read: (path: Route) => Promise<unknown>,
  ) {}

  /** Passes for what may be sent; `name` is what errors call the request. */
  async admit(request: KestraRequest, name: string): Promise<void> {
    const { within, json, yaml } = request;
    for (const namespace of namespacesOfJson(json)) this.check(namespace, name);
    if (typeof within === 'object') await this.admitTo(within, request, name);
    // A write must name its place: nowhere might be anywhere.
    else if (within === 'tenant' || (within !== 'yaml' && effectOf(request) !== 'read')) {
      throw this.refusalOfAll(request, name);
    }
    if (yaml !== undefined || within === 'yaml') {
      this.check(await namespaceOfYaml(yaml ?? ''), name, ' in its YAML');
    }
  }

  /**
   * The thing read, when it is inside. What is outside must not be told from what does not exist, so both are the same
   * error, that of a thing not found, which plugins know how to take.
   */
  async inside<T>(path: Route, name: string, answer: Promise<T>): Promise<T> {
    const thing = await answer.catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (thing !== undefined && this.fence.allows((thing as { namespace?: unknown } | null)?.namespace)) {
      this.remember(path);
      return thing;
    }
    throw new NotFoundError('KMCP_NOT_FOUND', `${name} found nothing in this server's fixed namespaces.`, {
      status: 404,
      hint: this.fence.hint,
    });
  }

  private async admitTo(place: Exclude<Within, string>, request: KestraRequest, name: string): Promise<void> {
    if ('execution' in place) return this.findExecutions([place.execution].flat());
    if ('namespace' in place) return this.checkPlace(place, request, name);
    // Each time anew: an app may be moved.
    await this.read(route`apps/${place.app}`);
  }

  private async findExecutions(ids: readonly string[]): Promise<void> {
    const known = this.known.of(currentCaller()?.key);
    const paths = ids.map((id) => route`executions/${id}`).filter((path) => !known.has(path));
    for (const some of batches([...new Set(paths)])) await Promise.all(some.map((path) => this.read(path)));
  }

  private checkPlace({ namespace, paths = [] }: InNamespace, request: KestraRequest, name: string): void {
    this.check(namespace, name);
    for (const path of paths) {
      const names = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
      if (names.some((part) => /^(\.|%2e){2}$/i.test(part))) {
        throw this.fence.refusal(name, `the path "${path}" points outside the namespace`);
      }
      if (isInFlowsFolder(path) && effectOf(request) !== 'read') {
        throw this.fence.refusal(name, 'Kestra turns files below /_flows into flows, in any namespace');
      }
    }
  }

  private check(namespace: unknown, name: string, where = ''): void {
    if (this.fence.allows(namespace)) return;
    const reason =
      namespace === undefined
        ? 'it names no namespace, and this server has fixed namespaces'
        : `the namespace "${String(namespace).slice(0, 100)}"${where} is outside this server's fixed namespaces`;
    throw this.fence.refusal(name, reason);
  }

  private refusalOfAll({ instance = false }: KestraRequest, name: string) {
    const whole = instance ? 'instance' : 'tenant';
    return this.fence.refusal(name, `it covers the whole ${whole}, and this server has fixed namespaces`);
  }

  private remember(path: Route): void {
    const known = this.known.of(currentCaller()?.key);
    const [oldest] = known;
    if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    known.add(path);
  }
}
