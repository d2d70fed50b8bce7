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

/** Maximum number of executions inside the fence to remember for each caller. Their ids are short. */
const MOST_KNOWN = 1_000;

/** Checks requests against the fence, either before they are sent or by their response. */
export class Guard {
  /** Paths of executions inside: an execution never changes its namespace. Each caller has to find them again. */
  private readonly known = new PerCaller(() => new Set<Route>());

  constructor(
    private readonly fence: Fence,
    /** Reads one thing, whose response names its namespace. */
    private readonly read: (path: Route) => Promise<unknown>,
  ) {}

  /** Returns if the request may be sent. `name` is what errors call the request. */
  async admit(request: KestraRequest, name: string): Promise<void> {
    const { within, json, yaml } = request;
    for (const namespace of namespacesOfJson(json)) this.check(namespace, name);
    if (typeof within === 'object') await this.admitTo(within, request, name);
    // A write must name its place. Otherwise it could reach any namespace.
    else if (within === 'tenant' || (within !== 'yaml' && effectOf(request) !== 'read')) {
      throw this.refusalOfAll(request, name);
    }
    if (yaml !== undefined || within === 'yaml') {
      this.check(await namespaceOfYaml(yaml ?? ''), name, ' in its YAML');
    }
  }

  /**
   * Returns the thing that was read if it is inside. A caller must not be able to distinguish things outside from
   * things that do not exist, so both throw NotFoundError, which plugins can handle.
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
    // Not remembered, because an app may move.
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
