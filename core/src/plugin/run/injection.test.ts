import { describe, expect, it } from '@jest/globals';
import { BRAND } from '../../foundation/brand.js';
import { Injectable, ToolGroup } from '../author/decorators.js';
import type { Constructor } from '../author/metadata.js';
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

const containerOf = (from: Record<string, object>, ...classes: Constructor[]) =>
  new PluginContainer(from, classes, undefined);

describe('PluginContainer', () => {
  it("gives the host's instance and one instance of each class of the plugin", () => {
    made.length = 0;
    const container = containerOf(host, One, Diary, Clock);
    const one = container.get(One);
    expect(one.client).toBe(client);
    expect(one.diary.client).toBe(client);
    expect(one.diary.clock).toBe(one.clock);
    expect(container.get(One)).toBe(one);
    expect(made).toEqual(['clock']);
  });

  it("gives the host's instance for the class of another copy of core", () => {
    expect(containerOf(host, Two, Diary, Clock).get(Two).client).toBe(client);
  });

  it('keeps plugins apart', () => {
    const container = () => containerOf(host, One, Diary, Clock).get(One);
    expect(container().clock).not.toBe(container().clock);
  });

  it('constructs no class that nothing provides', () => {
    made.length = 0;
    expect(() => containerOf(host, One, Diary).get(One)).toThrow(
      expect.objectContaining({
        code: 'KMCP_PLUGIN',
        message: 'Diary needs Clock, but nothing provides it.',
        hint: 'Add it to definePlugin({ providers: [Clock] }), or make it the options of the plugin.',
      }),
    );
    expect(made).toEqual([]);
  });

  it('constructs no client of its own, of whichever copy', () => {
    expect(() => containerOf({}, Two, Diary, Clock).get(Two)).toThrow(
      'Two needs Client, but nothing provides it.',
    );
  });

  it('refuses a provider that is not decorated', () => {
    class Plain {}
    expect(() => containerOf(host, Plain).get(Plain)).toThrow(
      'Plain needs the @Injectable or @ToolGroup decorator.',
    );
  });

  it('gives the options, one instance, by the class that they were declared with', () => {
    class Settings {
      constructor(readonly values: object) {}
    }
    @Injectable()
    class Reader {
      constructor(readonly settings: Settings) {}
    }
    const values = { owner: 'data' };
    const container = new PluginContainer(host, [Reader], { type: Settings, values });
    expect(container.get(Reader).settings).toBe(container.get(Settings));
    expect(container.get(Settings).values).toBe(values);
    expect(() => containerOf(host, Reader).get(Reader)).toThrow(
      'Reader needs Settings, but nothing provides it.',
    );
  });

  it("gives the host's instances to whoever asks for them, and nothing that is not there", () => {
    const container = containerOf(host, Clock);
    expect(container.get(Client)).toBe(client);
    expect(container.get(OtherClient)).toBe(client);
    expect(container.get(Clock)).toBe(container.get(Clock));
    expect(() => container.get(Diary)).toThrow(
      expect.objectContaining({
        message: 'get() needs Diary, but nothing provides it.',
        hint: 'Add it to definePlugin({ providers: [Diary] }), or make it the options of the plugin.',
      }),
    );
  });
});
