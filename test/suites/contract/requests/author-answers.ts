import type { Answers } from './answer.js';
import { NAMESPACE } from './ids.js';

/** For tools that help to write flows. */
export const AUTHOR_ANSWERS: Answers = {
  'POST flows/validate': () => ({ json: [{ index: 0, namespace: NAMESPACE }, { index: 1 }] }),
  'GET pebble/functions': ({ version }) => ({ json: version === '2.0' ? [{ name: 'now' }] : ['now'] }),
  'GET pebble/filters': () => ({ json: ['upper'] }),
  'GET namespaces/{namespace}/secrets': () => ({ json: { results: [{ key: 'KEY' }], total: 1 } }),
  'GET secrets': () => ({ json: { results: [{ key: 'KEY' }], total: 1 } }),
  'GET namespaces/{namespace}/inherited-secrets': () => ({ json: { [NAMESPACE]: ['KEY'] } }),
};
