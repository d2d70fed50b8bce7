import { ConfigError } from '../../foundation/errors.js';
import { refuseUtf16 } from './disk.js';
import { lineAndColumn, parseJson } from './json.js';

type Loader = (path: string, content: string) => unknown;

/** Loads each kind of configuration file afresh. `null` if it exports nothing. */
export const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': loadModule,
  '.mts': loadModule,
  '.js': loadModule,
  '.mjs': loadModule,
  '.json': parseJson,
  '.yaml': loadYaml,
  '.yml': loadYaml,
};

async function loadModule(path: string, content: string): Promise<unknown> {
  const { evaluateModule } = await import('./module-loader.js');
  return exported(await evaluate(() => evaluateModule(path, content)));
}

/** Cosmiconfig adds a property to what a loader throws, which fails for anything but an object. */
async function evaluate(run: () => Promise<unknown>): Promise<unknown> {
  return run().catch((thrown: unknown) => {
    throw typeof thrown === 'object' && thrown !== null ? thrown : new Error(String(thrown));
  });
}

function exported(module: unknown): unknown {
  if (typeof module !== 'object' || module === null) return module;
  if ('default' in module) return module.default;
  const isCommonJs = !('__esModule' in module) && Object.keys(module).length > 0;
  return isCommonJs ? module : null;
}

async function loadYaml(path: string, content: string): Promise<unknown> {
  refuseUtf16(path, content);
  const { parseDocument } = await import('yaml');
  const { isDeep } = await import('./yaml-depth.js');
  if (isDeep(content)) throw new ConfigError(`${path} nests lists or objects too deeply.`);
  // Detailed messages quote the text, which may contain a password.
  const document = parseDocument(content, { prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error === undefined) return document.toJS();
  const place = lineAndColumn(content, error.pos[0]);
  throw new ConfigError(`${path} is not valid YAML at ${place}: ${error.message}.`);
}
