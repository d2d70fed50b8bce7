import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the id of a task contains: the tool, the start time, and what a lookup needs. */
export interface TaskNamed {
  tool: string;
  begunAt: Date;
  state: object;
}

/** The key that signs ids, and where they are valid. */
export interface TaskSeal {
  /** Kept on disk, because a task outlives the process. */
  key: string;
  /** The instance, tenant and credentials for which an id is valid. */
  place: string;
}

/** Longest id that is read. It also appears in an HTTP header. */
export const LONGEST_ID = 2_000;
/** A signature of 128 bits. */
const SIGNATURE = 22;

/** Distinguishes tasks that begin in the same second, such as two that follow the same execution. */
const APART = 3;

/** Creates the id of a task. It contains everything about the task, so the server stores nothing. */
export function sealedId({ tool, begunAt, state }: TaskNamed, seal: TaskSeal): string {
  const apart = randomBytes(APART).toString('base64url');
  const said = JSON.stringify([tool, Math.floor(begunAt.getTime() / 1_000), state, apart]);
  const body = Buffer.from(said).toString('base64url');
  return `${body}.${signature(body, seal)}`;
}

/** Reads an id. Returns undefined if it was not created with this seal. */
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
