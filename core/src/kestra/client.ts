import { BRAND } from './brand.js';
import { KestraHttp } from './http.js';
import { InstanceResource } from './instance.js';
import { AiResource } from './resources/ai.js';
import { DashboardsResource } from './resources/dashboards.js';
import { ExecutionsResource } from './resources/executions.js';
import { FilesResource } from './resources/files.js';
import { FlowsResource } from './resources/flows.js';
import { KvResource } from './resources/kv.js';
import { LogsResource } from './resources/logs.js';
import { NamespacesResource } from './resources/namespaces.js';
import { TriggersResource } from './resources/triggers.js';
import type { KestraConfig } from './settings.js';

/** Kestra's REST API, by resource: what plugins ask for in their constructors. */
export class KestraClient {
  /** Another installed copy of this class still means the host's client. */
  static readonly [BRAND] = 'KestraClient';

  readonly instance: InstanceResource;
  readonly flows: FlowsResource;
  readonly executions: ExecutionsResource;
  readonly namespaces: NamespacesResource;
  readonly kv: KvResource;
  readonly logs: LogsResource;
  readonly files: FilesResource;
  readonly triggers: TriggersResource;
  readonly ai: AiResource;
  readonly dashboards: DashboardsResource;

  constructor(config: KestraConfig, options: { readOnly?: boolean } = {}) {
    const http = new KestraHttp(config, options.readOnly ?? false);
    this.instance = new InstanceResource(http, config.version);
    this.flows = new FlowsResource(http, this.instance);
    this.executions = new ExecutionsResource(http, this.instance);
    this.namespaces = new NamespacesResource(http, this.instance);
    this.kv = new KvResource(http, this.instance);
    this.logs = new LogsResource(http, this.instance);
    this.files = new FilesResource(http);
    this.triggers = new TriggersResource(http, this.instance);
    this.ai = new AiResource(http, this.instance);
    this.dashboards = new DashboardsResource(http);
  }
}
