import { describe, expect, it, jest } from '@jest/globals';

type Core = typeof import('../index.js');

const here: Core = await import('../index.js');
jest.resetModules();
const there: Core = await import('../index.js');

const extras = { hint: 'H' };
const MADE: Readonly<Record<string, (core: Core) => object>> = {
  KestraMcpError: (core) => new core.KestraMcpError('KMCP_INTERNAL', 'M', extras),
  InputError: (core) => new core.InputError('M'),
  PluginError: (core) => new core.PluginError('M'),
  KestraError: (core) => new core.KestraError('KMCP_REFUSED', 'M'),
  NotFoundError: (core) => new core.NotFoundError('KMCP_NOT_FOUND', 'M'),
  ConflictError: (core) => new core.ConflictError('KMCP_CONFLICT', 'M'),
  ForbiddenError: (core) => new core.ForbiddenError('KMCP_FORBIDDEN', 'M'),
  InvalidError: (core) => new core.InvalidError('KMCP_INVALID', 'M'),
  ServerError: (core) => new core.ServerError('KMCP_SERVER_ERROR', 'M'),
  UnsupportedError: (core) => new core.UnsupportedError('M'),
  PerCaller: (core) => new core.PerCaller(() => 0),
  PluginLog: (core) => new core.PluginLog(() => undefined),
  KestraClient: (core) =>
    new core.KestraClient({ baseUrl: 'http://x', tenant: 'main', auth: { kind: 'none' }, timeoutMs: 1 }),
};

type Classes = Readonly<Record<string, new (...args: never[]) => object>>;
const classesOf = (core: Core): Classes =>
  Object.fromEntries(
    Object.entries(core).filter(([, value]) => typeof value === 'function' && /^class\b/.test(String(value))),
  ) as unknown as Classes;

const names = Object.keys(classesOf(here));
const pairs = names.flatMap((made) => names.map((tested) => [made, tested] as const));

describe('an instance of another copy of core', () => {
  it('can be made of every class that core exports', () => {
    expect(Object.keys(MADE).sort()).toEqual(names.toSorted());
    for (const name of names) expect(classesOf(here)[name]).not.toBe(classesOf(there)[name]);
  });

  it.each(pairs)('%s instanceof %s is what it is within one copy', (made, tested) => {
    const make = MADE[made] as (core: Core) => object;
    const [ours, theirs] = [classesOf(here)[tested], classesOf(there)[tested]] as const;
    if (ours === undefined || theirs === undefined) throw new Error(tested);
    const expected = isBelow(make(here), ours);
    expect([make(there) instanceof ours, make(here) instanceof theirs]).toEqual([expected, expected]);
  });
});

describe('a subclass of an author', () => {
  class Missing extends here.NotFoundError {}

  it('is what it extends, in every copy', () => {
    const error = new Missing('KMCP_NOT_FOUND', 'M');
    for (const { NotFoundError, KestraError, ConflictError } of [here, there]) {
      expect(error).toBeInstanceOf(NotFoundError);
      expect(error).toBeInstanceOf(KestraError);
      expect(error).not.toBeInstanceOf(ConflictError);
    }
    expect(error).toBeInstanceOf(Missing);
    expect(error).toBeInstanceOf(Error);
  });

  it('does not take all of ours for its own', () => {
    for (const { NotFoundError } of [here, there]) {
      expect(new NotFoundError('KMCP_NOT_FOUND', 'M')).not.toBeInstanceOf(Missing);
    }
  });
});

it.each([null, undefined, 1, 'x', {}, new Error('x'), Object.create(null), hostile()])(
  'an error of core is not %#',
  (value) => {
    expect((value as unknown) instanceof here.KestraMcpError).toBe(false);
  },
);

/** By the chain of prototypes alone. */
function isBelow(value: object, type: { prototype: object }): boolean {
  return Object.prototype.isPrototypeOf.call(type.prototype, value);
}

function hostile(): object {
  const refuse = (): never => {
    throw new Error('no');
  };
  return new Proxy({}, { getPrototypeOf: refuse, get: refuse, has: refuse });
}
