import { Agent, request } from 'node:http';

const CLIENT = { name: 'kestra-mcp-soak', version: '1.0.0' };
const MODERN = '2026-07-28';
const META = 'io.modelcontextprotocol/';

/**
 * A minimal HTTP client with one connection of its own. It uses the 2025 protocol with a session, or the 2026 protocol
 * without one.
 */
export class SoakClient {
  #agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  #id = 0;
  #session;

  constructor(url, era) {
    this.url = url;
    this.era = era;
  }

  async open() {
    if (this.era === MODERN) return;
    const params = { protocolVersion: this.era, capabilities: {}, clientInfo: CLIENT };
    await this.request('initialize', params);
    await this.#post({ jsonrpc: '2.0', method: 'notifications/initialized' }, {});
  }

  async call(name, args) {
    const result = await this.request('tools/call', { name, arguments: args });
    if (result.isError) throw new Error(`${name} failed: ${result.content[0]?.text}`);
    return result;
  }

  async list() {
    return (await this.request('tools/list')).tools;
  }

  async request(method, params = {}) {
    const isModern = this.era === MODERN;
    const _meta = {
      [`${META}protocolVersion`]: MODERN,
      [`${META}clientInfo`]: CLIENT,
      [`${META}clientCapabilities`]: {},
    };
    const body = { jsonrpc: '2.0', id: this.#id++, method, params: isModern ? { ...params, _meta } : params };
    const named = params.name === undefined ? {} : { 'mcp-name': params.name };
    const { result, error } = await this.#post(body, isModern ? { 'mcp-method': method, ...named } : {});
    if (error !== undefined) throw new Error(`${method} failed: ${error.message}`);
    return result;
  }

  async close() {
    if (this.#session !== undefined) await this.#send('DELETE', undefined, {}).catch(() => undefined);
    this.#agent.destroy();
  }

  async #post(message, headers) {
    const { status, type, session, text } = await this.#send('POST', JSON.stringify(message), headers);
    this.#session ??= session;
    if (status >= 300) throw new Error(`The server responded with HTTP ${status}: ${text.slice(0, 300)}`);
    if (text === '') return {};
    return JSON.parse(type.startsWith('text/event-stream') ? lastData(text, message.id) : text);
  }

  #send(method, body, more) {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': this.era,
      ...(this.#session && { 'mcp-session-id': this.#session }),
      ...(body && { 'content-length': Buffer.byteLength(body) }),
      ...more,
    };
    return new Promise((resolve, reject) => {
      const sent = request(this.url, { method, headers, agent: this.#agent }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode,
            type: answer.headers['content-type'] ?? '',
            session: answer.headers['mcp-session-id'],
            text: Buffer.concat(chunks).toString(),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** The message with this id in a stream of events. Notifications may precede it. */
function lastData(text, id) {
  const lines = text.split('\n').filter((line) => line.startsWith('data:'));
  const messages = lines.map((line) => line.slice(5).trim()).filter((data) => data !== '');
  return messages.find((data) => JSON.parse(data).id === id) ?? '{}';
}
