import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { loadedPlugin, runtimeOf } from '../../../../test/support/host/runtime.js';
import { describePlugin } from '../manifest/describe.js';
import { Injectable } from './decorators.js';
import { definePlugin } from './define.js';
import { optionsClass, optionsSchema, pluginOptions, type SomeOptionsClass } from './options.js';

const schema = z.strictObject({ owner: z.string(), hours: z.number().default(24) });
class Settings extends pluginOptions(schema) {
  get shown() {
    return `${this.owner}: ${this.hours}`;
  }
}

/** What `pluginOptions` of another installed copy of core makes: other code, the same symbol. */
class OtherSettings {
  readonly owner: string = '';
  constructor(values: object) {
    Object.assign(this, values);
  }
}
Object.defineProperty(OtherSettings, Symbol.for('kestra-mcp.options'), { value: schema });

@Injectable()
class Mine {
  constructor(readonly settings: Settings) {}
}
@Injectable()
class Theirs {
  constructor(readonly settings: OtherSettings) {}
}

describe('pluginOptions', () => {
  it('makes a class of the values, to which methods can be added', () => {
    const settings = new Settings({ owner: 'data', hours: 1 });
    expect({ ...settings }).toEqual({ owner: 'data', hours: 1 });
    expect(settings.shown).toBe('data: 1');
  });

  it('leaves its schema on the class and on those that extend it', () => {
    expect(optionsSchema(Settings)).toBe(schema);
    expect(optionsSchema(pluginOptions(schema))).toBe(schema);
    expect(optionsClass(Settings)).toBe(Settings);
  });
});

describe('options', () => {
  it('may be the schema itself, which is no class', () => {
    expect(optionsSchema(schema)).toBe(schema);
    expect(optionsClass(schema)).toBeUndefined();
  });

  it('may be none', () => {
    expect([optionsSchema(undefined), optionsClass(undefined)]).toEqual([undefined, undefined]);
  });

  it.each([
    ['of this copy of core', Settings, Mine],
    ['of another copy of core', OtherSettings as unknown as SomeOptionsClass, Theirs],
  ])('given as a class %s are what constructors and get() are given', async (_, options, Asking) => {
    const given: unknown[] = [];
    const plugin = definePlugin({
      ...{ id: 'p', options, providers: [Asking] },
      onInit: ({ get }) => void given.push(get(Asking).settings, get(options)),
    });
    await runtimeOf().prepare(loadedPlugin(plugin, { options: { owner: 'data' } }));
    expect(given).toEqual([{ owner: 'data', hours: 24 }, given[0]]);
    expect(given[0]).toBe(given[1]);
    expect(given[0]).toBeInstanceOf(options);
    expect(describePlugin(plugin, '1').options).toMatchObject({ required: ['owner'] });
  });
});
