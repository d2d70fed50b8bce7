import { describe, expect, it } from '@jest/globals';
import { BRAND } from '../kestra/brand.js';
import { Injectable, ToolGroup } from './decorators.js';
import { PluginContainer } from './injection.js';

class Client {
  static readonly [BRAND] = 'KestraClient';
  constructor(readonly address = 'unconfigured') {}
}

/** The same class of another installed copy of core: another identity, the same brand. */
const OtherClient = { Client: class Client {} }.Client;
Object.defineProperty(OtherClient, Symbol.for('kestra-mcp.brand'), { value: 'KestraClient' });

@Injectable()
class Clock {
  readonly made = made.push('clock');
}
const made: string[] = [];

@Injectable()
class Diary {
  constructor(
    readonly clock: Clock,
    readonly client: Client,
  ) {}
}

@ToolGroup({ name: 'one', title: 'One' })
class One {
  constructor(
    readonly client: Client,
    readonly diary: Diary,
    readonly clock: Clock,
  ) {}
}

class Two {
  constructor(
    readonly client: object,
    readonly diary: Diary,
  ) {}
}
Reflect.defineMetadata('design:paramtypes', [OtherClient, Diary], Two);
ToolGroup({ name: 'two', title: 'Two' })(Two);

const client = new Client('http://kestra');
const host = { KestraClient: client };

describe('PluginContainer', () => {
  it("gives the host's instance and one instance of each class of the plugin", () => {
    made.length = 0;
    const container = new PluginContainer(host, [One, Diary, Clock]);
    const one = container.get(One);
    expect(one.client).toBe(client);
    expect(one.diary.client).toBe(client);
    expect(one.diary.clock).toBe(one.clock);
    expect(container.get(One)).toBe(one);
    expect(made).toEqual(['clock']);
  });

  it("gives the host's instance for the class of another copy of core", () => {
    expect(new PluginContainer(host, [Two, Diary, Clock]).get(Two).client).toBe(client);
  });

  it('keeps plugins apart', () => {
    const container = () => new PluginContainer(host, [One, Diary, Clock]).get(One);
    expect(container().clock).not.toBe(container().clock);
  });

  it('constructs no class that nothing provides', () => {
    made.length = 0;
    expect(() => new PluginContainer(host, [One, Diary]).get(One)).toThrow(
      expect.objectContaining({
        code: 'KMCP_PLUGIN',
        message: 'Diary asks for Clock, which nothing provides.',
        hint: 'Name it in definePlugin({ providers: [Clock] }).',
      }),
    );
    expect(made).toEqual([]);
  });

  it('constructs no client of its own, of whichever copy', () => {
    expect(() => new PluginContainer({}, [Two, Diary, Clock]).get(Two)).toThrow(
      'Two asks for Client, which nothing provides.',
    );
  });

  it('refuses a provider that is not decorated', () => {
    class Plain {}
    expect(() => new PluginContainer(host, [Plain]).get(Plain)).toThrow(
      'Plain lacks the @Injectable or @ToolGroup decorator.',
    );
  });
});
