import { withDisabled } from '../flow/disable.js';
import { isoDate, type Micros } from '../time.js';
import { texts } from './body.js';
import { missing, readSource, refuseBroken } from './source.js';

/** An app with its YAML source. */
export interface App extends AppDraft {
  uid: string;
  created: Micros;
  updated: Micros;
}

export interface AppDraft {
  id: string;
  namespace: string;
  name: string;
  type: string;
  flowId: string;
  description?: string;
  tags: readonly string[];
  disabled: boolean;
  source: string;
}

const TYPES = 'io.kestra.plugin.ee.apps.';

/** Reads an app from YAML. All errors together are one 422. The layout is not validated. */
export function readApp(source: string): AppDraft {
  const app = readSource(source, 'app');
  const type = String(app.type);
  // Which keys are required is a guess.
  const absent = missing(app, ['id', 'namespace', 'type', 'flowId']);
  const wrongType = app.type !== undefined && !type.startsWith(TYPES);
  refuseBroken([...absent, ...(wrongType ? [{ path: 'type', message: `Invalid type: ${type}` }] : [])]);
  return {
    id: String(app.id),
    namespace: String(app.namespace),
    name: String(app.displayName ?? app.id),
    type,
    flowId: String(app.flowId),
    ...(app.description === undefined ? {} : { description: String(app.description) }),
    tags: texts(app.tags),
    disabled: app.disabled === true,
    source,
  };
}

/** Enables or disables an app, also in its source. */
export function switched(app: App, disabled: boolean): App {
  return { ...app, disabled, source: withDisabled(app.source, disabled) };
}

/** An app as it is created and read: with its source, but without its id. */
export function appSourceView({ uid, name, namespace, tags, disabled, source, ...dates }: App): object {
  return { uid, name, namespace, tags, disabled, source, ...datesView(dates) };
}

/** An app in a list. */
export function appView({ uid, id, name, type, namespace, flowId, tags, disabled, ...dates }: App): object {
  return { uid, id, name, type, namespace, flowId, tags, enabled: !disabled, ...datesView(dates) };
}

/** An app in the catalog of its users. */
export function catalogView({ uid, name, description, type, tags }: App): object {
  return { uid, name, description, type, tags };
}

const datesView = ({ created, updated }: Pick<App, 'created' | 'updated'>) => ({
  created: isoDate(created),
  updated: isoDate(updated),
});
