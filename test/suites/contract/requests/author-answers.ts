import { type Answers, list, page } from './answer.js';
import { NAMESPACE, TYPE } from './ids.js';

const plugins = { name: 'core', tasks: [{ cls: TYPE, title: 'Does it.' }] };
const documented = { properties: { message: { type: 'string' }, timeout: { type: 'string' } } };

/** Responses for tools that help to write flows. */
export const AUTHOR_ANSWERS: Answers = {
  'POST flows/validate': () => ({ json: [{ index: 0, namespace: NAMESPACE }, { index: 1 }] }),
  'GET pebble/functions': ({ version }) => ({ json: version === '2.0' ? [{ name: 'now' }] : ['now'] }),
  'GET pebble/filters': () => ({ json: ['upper'] }),
  'GET namespaces/{namespace}/secrets': () => ({ json: { results: [{ key: 'KEY' }], total: 1 } }),
  'GET secrets': () => ({ json: { results: [{ key: 'KEY' }], total: 1 } }),
  'GET namespaces/{namespace}/inherited-secrets': () => ({ json: { [NAMESPACE]: ['KEY'] } }),
  'GET plugins': (asked) => (asked.version === '2.0' ? page(asked, plugins) : list(asked, plugins)),
  'GET plugins/{cls}': () => ({ json: { schema: { properties: documented } } }),
  'POST flows/expressions': () => ({ json: { inputs: ['inputs.text'] } }),
  'POST executions/{executionId}/eval': () => ({ json: { result: '1' } }),
  'POST executions/{executionId}/eval/{taskRunId}': () => ({ json: { result: '1' } }),
  'POST expressions/render': () => ({ json: { rendered: {} } }),
};
