// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import {
  type ClientRequest,
  type FormPart,
  KestraClient,
  type RequestFilter,
  type RequestWithin,
} from '@kestra-mcp/core';

const within: RequestWithin = { namespace: 'company' };
const path = ['flows', 'company', 'f'] as const;

export class Requests {
  constructor(private readonly kestra: KestraClient) {}

  async answers() {
    const graph = await this.kestra.request<{ nodes: string[] }>({ path, within });
    const unknown: unknown = await this.kestra.request({ path, within });
    const text: string = await this.kestra.request({ path, within, as: 'text' });
    const bytes: Uint8Array = await this.kestra.request({ path, within, as: 'bytes' });
    // @ts-expect-error what comes is not known
    const nodes = (await this.kestra.request({ path, within })).nodes;
    return [graph.nodes.length, unknown, text.length, bytes.byteLength, nodes];
  }

  async bodies(form: readonly FormPart[]) {
    await this.kestra.request({ method: 'PUT', path, within, json: { a: 1 } });
    await this.kestra.request({ method: 'PUT', path, within: 'yaml', yaml: 'a: 1' });
    await this.kestra.request({ method: 'POST', path, within, form });
    // @ts-expect-error one body at most
    await this.kestra.request({ method: 'PUT', path, within, json: {}, yaml: 'a: 1' });
    // @ts-expect-error a YAML is text
    await this.kestra.request({ method: 'PUT', path, within, yaml: { a: 1 } });
  }

  async searches(namespace: string | undefined, filters: readonly RequestFilter[]) {
    await this.kestra.request({
      path: ['flows', 'search'],
      within: { namespace },
      filters,
      query: { page: 2 },
    });
    await this.kestra.request({ path: ['flows', 'search'], within, filters: [['state', 'IN', ['A', 'B']]] });
    await this.kestra.request({
      path: ['flows', 'search'],
      within,
      filters: [['labels', 'EQUALS', { a: 'b' }]],
    });
    // @ts-expect-error there is no such operator
    await this.kestra.request({ path: ['flows', 'search'], within, filters: [['state', 'IS', 'A']] });
    // @ts-expect-error several values are for IN
    await this.kestra.request({ path: ['flows', 'search'], within, filters: [['state', 'EQUALS', ['A']]] });
  }

  async places(request: ClientRequest) {
    await this.kestra.request({ ...request, as: 'json' });
    await this.kestra.request({ path: ['plugins'], instance: true, within: 'instance' });
    // @ts-expect-error each request says where it belongs
    await this.kestra.request({ path });
    // @ts-expect-error lists of names have to be narrowed
    await this.kestra.request({ path, within: 'names' });
    // @ts-expect-error a path has segments
    await this.kestra.request({ path: 'flows/company/f', within });
    // @ts-expect-error the id of a flow may be missing
    await this.kestra.request({ path: ['flows', 'company', undefined], within });
    // @ts-expect-error there is no such method
    await this.kestra.request({ method: 'TRACE', path, within });
  }
}
