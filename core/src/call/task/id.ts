import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the id of a task says: which tool's call, since when, and what its looks need to know. */
export interface TaskNamed {
  tool: string;
  begunAt: Date;
  state: object;
}

/** What ids are signed with, and what they are good for. */
export interface TaskSeal {
  /** Kept beyond the process: a task outlives it. */
  key: string;
  /** The Kestra, its tenant and whose credentials: an id is good for these alone. */
  place: string;
}

/** Longest id that is looked at; it is an HTTP header, too. */
export const LONGEST_ID = 2_000;
/** 128 bits of the signature. */
const SIGNATURE = 22;

/** Tells apart what is begun within a second, such as two that follow the same execution. */
const APART = 3;

/** The id of a task. It holds all that is known of it, so that nothing has to be remembered. */
export function sealedId({ tool, begunAt, state }: TaskNamed, seal: TaskSeal): string {
  const apart = randomBytes(APART).toString('base64url');
  const said = JSON.stringify([tool, Math.floor(begunAt.getTime() / 1_000), state, apart]);
  const body = Buffer.from(said).toString('base64url');
  return `${body}.${signature(body, seal)}`;
}

/** What an id says; undefined for one that was not made with this seal. */
export function openedId(id: string, seal: TaskSeal): TaskNamed | undefined {
  if (id.length > LONGEST_ID) return undefined;
  const [body = '', given = '', ...rest] = id.split('.');
  const expected = Buffer.from(signature(body, seal));
  const signed = Buffer.from(given);
  if (rest.length > 0 || signed.length !== expected.length || !timingSafeEqual(signed, expected))
    return undefined;
  const [tool, seconds, state] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
    string,
    number,
    object,
  ];
  return { tool, begunAt: new Date(seconds * 1_000), state };
}

function signature(body: string, { key, place }: TaskSeal): string {
  return createHmac('sha256', key)
    .update(`kestra-mcp task\n${JSON.stringify([place, body])}`)
    .digest('base64url')
    .slice(0, SIGNATURE);
}
