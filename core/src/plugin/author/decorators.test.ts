import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { Injectable, Prompt, Resource, Tool, ToolGroup } from './decorators.js';
import { groupOf, parametersOf, promptsOf, resourcesOf, toolsOf } from './metadata.js';

const input = z.strictObject({ id: z.string().describe('Id') });
const output = z.looseObject({ id: z.string() });
const declaration = (name: string) => ({ name, description: 'D.', effect: 'read', input, output }) as const;

const REPORT = { name: 'report', uri: 'sla://{id}', description: 'D.' } as const;
const EXPLAIN = { name: 'explain', description: 'D.', input };

@Injectable()
class Clock {}

@ToolGroup({ name: 'base', title: 'Base' })
class Base {
  @Tool(declaration('get_base'))
  getBase({ id }: { id: string }) {
    return { id };
  }

  @Resource(REPORT)
  report({ id }: { id: string }) {
    return id;
  }

  @Prompt(EXPLAIN)
  explain({ id }: { id: string }) {
    return id;
  }
}

@ToolGroup({ name: 'child', title: 'Child', instructions: 'for children.' })
class Child extends Base {
  constructor(readonly clock: Clock) {
    super();
  }

  @Tool(declaration('get_child'))
  getChild({ id }: { id: string }) {
    return { id };
  }

  @Resource({ name: 'all', uri: 'sla://all', description: 'D.' })
  all() {
    return 'all';
  }
}

describe('decorators', () => {
  it('only note what they are given', () => {
    expect(groupOf(Child)).toEqual({ name: 'child', title: 'Child', instructions: 'for children.' });
    expect(parametersOf(Child)).toEqual([Clock]);
    expect(parametersOf(Clock)).toEqual([]);
    expect(toolsOf(Base)).toEqual([{ method: 'getBase', declaration: declaration('get_base') }]);
    expect(resourcesOf(Base)).toEqual([{ method: 'report', declaration: REPORT }]);
    expect(promptsOf(Base)).toEqual([{ method: 'explain', declaration: EXPLAIN }]);
    expect(new Child(new Clock()).getChild({ id: 'x' })).toEqual({ id: 'x' });
  });

  it('a class has what its parent has, but not the other way round', () => {
    expect(toolsOf(Child).map(({ method }) => method)).toEqual(['getBase', 'getChild']);
    expect(toolsOf(Base).map(({ method }) => method)).toEqual(['getBase']);
    expect(resourcesOf(Child).map(({ method }) => method)).toEqual(['report', 'all']);
    expect(resourcesOf(Base).map(({ method }) => method)).toEqual(['report']);
    expect(promptsOf(Child)).toEqual(promptsOf(Base));
  });

  it('a class that is not decorated has nothing', () => {
    class Plain {}
    expect([groupOf(Plain), parametersOf(Plain)]).toEqual([undefined, undefined]);
    expect([toolsOf(Plain), resourcesOf(Plain), promptsOf(Plain)]).toEqual([[], [], []]);
  });

  it.each([
    ['Object, which is what `import type` leaves', Object],
    ['Function', Function],
    ['nothing, for a class declared later', undefined],
  ])('a constructor parameter of type %s is an error', (_, type) => {
    class Broken {}
    Reflect.defineMetadata('design:paramtypes', [Clock, type], Broken);
    expect(() => ToolGroup({ name: 'x', title: 'X' })(Broken)).toThrow(
      'Broken: the type of constructor parameter 2 is unknown at run time.',
    );
  });
});
