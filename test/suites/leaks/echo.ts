import type { ServerResponse } from 'node:http';
import {
  type Answer,
  type Asked,
  type Fault,
  FaultyKestra,
  send,
} from '../../support/faults/faulty-kestra.js';
import type { Circumstances } from '../contract/requests/answer.js';
import { usualAnswers } from '../faults/usual.js';
import { formsOf } from './secrets.js';

/** A Kestra that repeats everything it was sent, and other given texts. */
export class EchoingKestra extends FaultyKestra {
  when: Circumstances = {};

  constructor(private readonly planted: readonly string[]) {
    super((asked) => usualAnswers('2.0', this.when)(asked));
  }

  /** Repeats it in each successful response, in every text. */
  echoes(): void {
    this.fails(({ asked, response }) => {
      const answer = usualAnswers('2.0', this.when)(asked);
      send(response, { ...told(answer, this.echoOf(asked)), headers: this.headersFor(asked) });
    });
  }

  /** Repeats it in a refusal, in the format of 1.x or 2.0. */
  refuses(status: number, format: 'envelope' | 'problem' | 'text'): void {
    this.fails(({ asked, response }) => {
      const echo = this.echoOf(asked);
      const headers = this.headersFor(asked);
      refuse(response, { status, echo, format, headers });
    });
  }

  /** Redirects to an address that contains it. */
  redirects(): void {
    this.fails(({ asked, response }) => {
      const location = `http://127.0.0.1:9/${encodeURIComponent(this.echoOf(asked).slice(0, 2_000))}`;
      send(response, { status: 302, headers: { location } });
    });
  }

  /** Violates HTTP, so that the client's own parser fails. */
  breaks: Fault = ({ asked, socket }) => {
    socket.end(`HTTP/1.1 200 ${this.echoOf(asked).replaceAll(/[^\x20-\x7e]/g, '?')}\r\nbroken\r\n\r\n`);
  };

  private echoOf({ headers }: Asked): string {
    const sent = String(headers.authorization ?? '').replace(/^\w+ /, '');
    const texts = [...this.planted, sent, Buffer.from(sent, 'base64').toString('utf8')];
    return texts
      .filter((text) => text.length > 5)
      .flatMap(formsOf)
      .join(' | ');
  }

  private headersFor(asked: Asked): Record<string, string> {
    const echo = encodeURIComponent(this.echoOf(asked)).slice(0, 4_000);
    return { 'x-echo': echo, warning: echo };
  }
}

function refuse(
  response: ServerResponse,
  {
    status,
    echo,
    format,
    headers,
  }: { status: number; echo: string; format: string; headers: Record<string, string> },
): void {
  const type = 'https://kestra.io/docs/api-reference/problems/validation-failed';
  const errors = [{ path: echo, detail: echo, message: echo }];
  const problem = { type, title: echo, status, detail: echo, errors, traceId: echo };
  const envelope = { message: echo, _links: {}, _embedded: { errors } };
  if (format === 'problem')
    send(response, { status, text: JSON.stringify(problem), type: 'application/problem+json', headers });
  else if (format === 'envelope') send(response, { status, json: envelope, headers });
  else send(response, { status, text: echo, headers });
}

/** Members that a call needs to continue. All others may contain any text. */
const KEPT = new Set([
  ...[
    'id',
    'namespace',
    'flowId',
    'executionId',
    'taskId',
    'taskRunId',
    'triggerId',
    'current',
    'type',
    'state',
    'uid',
  ],
  ...[
    'version',
    'edition',
    'url',
    'level',
    'timestamp',
    'startDate',
    'date',
    'key',
    'uri',
    'name',
    'email',
    'status',
  ],
  ...['operationId', 'fileName', 'source'],
]);

function told({ json, text, ...rest }: Answer, echo: string): Answer {
  if (json !== undefined) return { ...rest, json: within(json, echo) };
  if (text === undefined || text === '') return { ...rest, json: { echo } };
  // Events, YAML and logs, repeated as content.
  return {
    ...rest,
    text: text.replaceAll('Hello', JSON.stringify(echo).slice(1, -1)).replace(/(?<=\n)$/, `# ${echo}\n`),
  };
}

function within(value: unknown, echo: string): unknown {
  if (Array.isArray(value)) return value.map((each) => within(each, echo));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => {
    if (typeof member === 'string') return [name, KEPT.has(name) ? member : echo] as const;
    return [name, within(member, echo)] as const;
  });
  return {
    ...Object.fromEntries(members),
    description: echo,
    message: echo,
    [`x ${echo.slice(0, 300)}`]: [echo],
  };
}
