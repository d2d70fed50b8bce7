import { PerCaller } from '../../foundation/keys/per-caller.js';
import { now } from '../../foundation/time/clock.js';
import type { Page, Paging } from '../types.js';
import type { InstanceConfig, InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { currentCaller, outOfScope } from '../wire/scope.js';
import { PluginMemory, type TypeDocumentation } from './plugin-memory.js';
import { catalogueOf, type PluginRow, type TypeCatalogue } from './task-types.js';

/** Milliseconds until the plugins are compared again with `GET configs`. */
const FRESH = 5 * 60_000;
/** Maximum number of callers to cache a catalog for, because it is large. */
const MOST_CALLERS = 20;
const PAGE_SIZE = 200;
const MOST_PAGES = 10;

const NONE = {
  404: 'This Kestra instance does not serve the documentation of its plugins. A proxy may block it.',
};

/** The types that flows on this instance can use: `/api/v1/plugins`, outside tenants. */
export class PluginsResource {
  readonly #known = new PerCaller(() => new PluginMemory(), { most: MOST_CALLERS });

  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * List all types that flows can use, with their aliases: `GET plugins`. Cached for each caller while the instance has
   * the same plugins. Throws NotFoundError if the documentation is not available.
   */
  async types(): Promise<TypeCatalogue> {
    const memory = await this.memory();
    memory.types ??= outOfScope(() => this.catalogue());
    const asked = memory.types;
    try {
      return await asked;
    } catch (cause) {
      if (memory.types === asked) memory.types = undefined;
      throw cause;
    }
  }

  /**
   * Get the schemas of a type or alias: `GET plugins/{type}`. `all` includes the properties that every task has.
   * Cached like `types`. Throws NotFoundError for a type that the instance does not have.
   */
  async documentation(type: string, { all = false } = {}): Promise<TypeDocumentation> {
    const memory = await this.memory();
    const name = all ? `${type} all` : type;
    const known = memory.documentation(name);
    if (known !== undefined) return known;
    const answer = await this.#http.json<{ schema?: TypeDocumentation } | undefined>({
      path: route`plugins/${type}`,
      instance: true,
      within: 'instance',
      query: { all: all || undefined },
    });
    // Only the schemas: the markdown repeats them around an icon of 20 kB.
    const { properties, outputs, definitions = properties?.$defs } = answer?.schema ?? {};
    const told = { ...(properties && { properties }), ...(outputs && { outputs }) };
    const documentation = { ...told, ...(isObject(definitions) && { definitions }) };
    memory.keep(name, documentation);
    return documentation;
  }

  private async memory(): Promise<PluginMemory> {
    const memory = this.#known.of(currentCaller()?.key);
    if (now() - memory.comparedAt < FRESH) return memory;
    // An empty cache needs no comparison.
    if (memory.comparedAt !== Number.NEGATIVE_INFINITY) {
      memory.compare(pluginsOf(await this.instance.configuration()));
    }
    memory.comparedAt = now();
    return memory;
  }

  private async catalogue(): Promise<TypeCatalogue> {
    const { pluginList } = await this.instance.dialect();
    if (pluginList === 'whole') return catalogueOf(rowsOf(await this.list()).results);
    const first = rowsOf(await this.list({ page: 1, size: PAGE_SIZE }));
    const pages = Math.min(MOST_PAGES, Math.ceil((first.total ?? 0) / PAGE_SIZE));
    const others = Array.from({ length: Math.max(0, pages - 1) }, (_, index) =>
      this.list({ page: index + 2, size: PAGE_SIZE }),
    );
    const rows = (await Promise.all(others)).flatMap((answer) => rowsOf(answer).results);
    return catalogueOf([...first.results, ...rows]);
  }

  private list(query: Partial<Paging> = {}): Promise<unknown> {
    const asked = { path: route`plugins`, instance: true, within: 'instance' as const };
    return this.#http.json({ ...asked, query, hints: NONE });
  }
}

function rowsOf(answer: unknown): Page<PluginRow> {
  const rows = Array.isArray(answer) ? { results: answer as PluginRow[] } : (answer as Page<PluginRow>);
  const { results, total } = rows ?? {};
  return { results: Array.isArray(results) ? results : [], ...(total !== undefined && { total }) };
}

/** Undefined if the instance does not identify its plugins. */
function pluginsOf({ version, pluginsHash }: InstanceConfig): string | undefined {
  return pluginsHash === undefined ? undefined : `${version} ${String(pluginsHash)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
