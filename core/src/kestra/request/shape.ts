import { PluginError } from '../../foundation/errors.js';
import type { ClientRequest } from './client-request.js';
import { isReading } from './places.js';
import { wrongValue } from './values.js';

const METHODS: ReadonlySet<unknown> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const PLACES: ReadonlySet<unknown> = new Set(['yaml', 'answer', 'instance', 'tenant']);

/** Refuses what TypeScript would reject, for plugins without it, and mistakes that would only show when it is sent. */
export function refuseShape(request: ClientRequest, name: string, segments: readonly string[]): void {
  const wrong = wrongIn(request, segments);
  if (wrong !== undefined) throw new PluginError(`${name} was not sent: ${wrong}.`);
}

function wrongIn(request: ClientRequest, segments: readonly string[]): string | undefined {
  const { within, method = 'GET', json, yaml, form, as = 'json', instance } = request;
  const bodies = [json, yaml, form].filter((body) => body !== undefined).length;
  if (!METHODS.has(method)) return `its method "${String(method).slice(0, 20)}" is not supported`;
  if (!isWithin(within)) return 'its `within` is missing or not valid';
  if (bodies > 1) return 'it has more than one of `json`, `yaml` and `form`';
  if (bodies > 0 && isReading(method)) return `a ${method} request cannot have a body`;
  if (within === 'answer' && (method !== 'GET' || as !== 'json'))
    return '`answer` works only for reading JSON with GET';
  // Only a `within` with the namespace has the paths of its files checked.
  if (within === 'answer' && segments[0] === 'namespaces' && segments[2] === 'files') {
    return 'a request for files must be within their namespace';
  }
  if (instance && within !== 'instance' && within !== 'tenant') {
    return 'a request outside tenants must be within `instance` or `tenant`';
  }
  return wrongValue(request) ?? wrongAnswer(as, segments);
}

function wrongAnswer(as: string, segments: readonly string[]): string | undefined {
  const last = segments.at(-1) ?? '';
  const [first, , third] = segments;
  const isStream = /^follow(-dependencies)?$/.test(last) && segments.length > 2;
  if (isStream && (first === 'executions' || first === 'logs'))
    return 'its response is a stream that never ends';
  if (!['json', 'text', 'bytes'].includes(as)) return `a response cannot be read as "${as.slice(0, 20)}"`;
  // In any other format, the headers that an execution was started with could not be masked.
  return first === 'executions' && third !== 'file' && as !== 'json'
    ? 'executions must be read as `json`'
    : undefined;
}

function isWithin(within: unknown): boolean {
  if (typeof within !== 'object' || within === null) return PLACES.has(within);
  const members = Object.entries(within);
  const [[key, value] = []] = members;
  if (members.length !== 1) return false;
  if (key === 'namespace') return value === undefined || (typeof value === 'string' && value !== '');
  return (key === 'execution' || key === 'app') && typeof value === 'string' && value !== '';
}
