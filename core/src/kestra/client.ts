import { BRAND, recogniseCopies } from '../foundation/brand.js';
import { fenceOf } from './fence/fence.js';
import type { ClientRequest } from './request/client-request.js';
import { sendRequest } from './request/send-request.js';
import { AiResource } from './resources/ai.js';
import { AppsResource } from './resources/apps.js';
import { BannersResource } from './resources/banners.js';
import { BindingsResource } from './resources/bindings.js';
import { DashboardsResource } from './resources/dashboards.js';
import { ExecutionFilesResource } from './resources/execution-files.js';
import { ExecutionsResource } from './resources/executions.js';
import { ExpressionsResource } from './resources/expressions.js';
import { FilesResource } from './resources/files.js';
import { FlowsResource } from './resources/flows.js';
import { GraphsResource } from './resources/graphs.js';
import { GroupsResource } from './resources/groups.js';
import { InvitationsResource } from './resources/invitations.js';
import { IterationsResource } from './resources/iterations.js';
import { KvResource } from './resources/kv.js';
import { LogsResource } from './resources/logs.js';
import { MetricsResource } from './resources/metrics.js';
import { NamespacesResource } from './resources/namespaces.js';
import { PebbleResource } from './resources/pebble.js';
import { PluginsResource } from './resources/plugins.js';
import { RolesResource } from './resources/roles.js';
import { SecretsResource } from './resources/secrets.js';
import { TestsResource } from './resources/tests.js';
import { TriggersResource } from './resources/triggers.js';
import { UiResource } from './resources/ui.js';
import type { KestraConfig } from './settings.js';
import { InstanceResource } from './versions/instance.js';
import { KestraHttp } from './wire/http.js';

/** Limits on what a client may do. */
export interface ClientOptions {
  /** Refuse every request that changes something. */
  readOnly?: boolean;
  /**
   * Limit the client to these namespaces and their children. Requests outside them are refused, and rows outside them
   * are left out. No limit if empty or missing.
   */
  namespaces?: readonly string[] | undefined;
}

/** Kestra's REST API by resource. Plugins receive the client through their constructors. */
export class KestraClient {
  /** Lets a class from another installed copy of this package resolve to the server's client. */
  static readonly [BRAND] = 'KestraClient';

  static {
    recogniseCopies(KestraClient);
  }

  readonly instance: InstanceResource;
  readonly flows: FlowsResource;
  readonly executions: ExecutionsResource;
  readonly executionFiles: ExecutionFilesResource;
  readonly iterations: IterationsResource;
  readonly metrics: MetricsResource;
  readonly namespaces: NamespacesResource;
  readonly kv: KvResource;
  readonly logs: LogsResource;
  readonly files: FilesResource;
  readonly triggers: TriggersResource;
  readonly plugins: PluginsResource;
  readonly expressions: ExpressionsResource;
  readonly pebble: PebbleResource;
  readonly secrets: SecretsResource;
  readonly ai: AiResource;
  readonly dashboards: DashboardsResource;
  readonly apps: AppsResource;
  readonly banners: BannersResource;
  readonly bindings: BindingsResource;
  readonly graphs: GraphsResource;
  readonly groups: GroupsResource;
  readonly invitations: InvitationsResource;
  readonly roles: RolesResource;
  readonly tests: TestsResource;
  readonly ui: UiResource;

  readonly #http: KestraHttp;

  constructor(config: KestraConfig, { readOnly = false, namespaces }: ClientOptions = {}) {
    const http = new KestraHttp(config, readOnly, fenceOf(namespaces));
    this.#http = http;
    this.instance = new InstanceResource(http, config.version);
    this.flows = new FlowsResource(http, this.instance);
    this.executions = new ExecutionsResource(http, this.instance);
    this.executionFiles = new ExecutionFilesResource(http);
    this.iterations = new IterationsResource(http, this.instance);
    this.metrics = new MetricsResource(http);
    this.namespaces = new NamespacesResource(http, this.instance);
    this.kv = new KvResource(http, this.instance);
    this.logs = new LogsResource(http, this.instance);
    this.files = new FilesResource(http);
    this.triggers = new TriggersResource(http, this.instance);
    this.plugins = new PluginsResource(http, this.instance);
    this.expressions = new ExpressionsResource(http, this.instance);
    this.pebble = new PebbleResource(http, this.instance);
    this.secrets = new SecretsResource(http, this.instance);
    this.ai = new AiResource(http, this.instance);
    this.dashboards = new DashboardsResource(http);
    this.apps = new AppsResource(http, this.instance);
    this.banners = new BannersResource(http);
    this.bindings = new BindingsResource(http);
    this.graphs = new GraphsResource(http, this.flows);
    this.groups = new GroupsResource(http, this.instance);
    this.invitations = new InvitationsResource(http, this.instance);
    this.roles = new RolesResource(http, this.instance);
    this.tests = new TestsResource(http, this.instance);
    this.ui = new UiResource(config);
    // All plugins share the resources, so no plugin may replace a method.
    for (const resource of Object.values(this)) Object.freeze(resource);
    Object.freeze(this);
  }

  /**
   * Send a request to any other route, `/api/v1/{tenant}/…`. Returns the response as JSON (undefined if it is empty),
   * or as `text` or `bytes` if `as` says so. The limits of the client apply. Read-only mode checks the effect of the
   * route if it is known, otherwise its method. The fixed namespaces check `within` and the namespaces in path and
   * body. Throws an InputError for a segment that is not an id and for a path that does not match `within`, a
   * PluginError for a malformed request, `KMCP_READ_ONLY` or `KMCP_OUTSIDE` for a request that is not allowed here, and
   * a KestraError if Kestra refuses.
   */
  request(request: ClientRequest & { as: 'text' }): Promise<string>;
  request(request: ClientRequest & { as: 'bytes' }): Promise<Uint8Array>;
  request<T = unknown>(request: ClientRequest): Promise<T>;
  async request(request: ClientRequest): Promise<unknown> {
    return sendRequest(this.#http, this.instance, request);
  }
}
