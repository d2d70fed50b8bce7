import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Host } from '../../../core/src/host/host.js';
import { KNOWN_TOOLS } from '../../../core/src/plugin/load/known.js';
import type { JsonSchema, ToolManifest } from '../../../core/src/plugin/manifest/manifest.js';
import { titleOf } from './requests/case.js';
import { CASES } from './requests/cases/index.js';
import { hostAt } from './requests/contract.js';
import { GA, LEFT_OUT_OF_1_1 } from './requests/exceptions.js';
import { snapshot } from './requests/operations.js';
import { Recorder } from './requests/recorder.js';
import { type Version } from './requests/tables.js';

const names = (member: unknown) => Object.keys((member ?? {}) as object);

/** What no case of the tool covers: an action, an argument, or its omission. */
function missingCases({ name, actions = [], inputSchema }: ToolManifest): string[] {
  const given = CASES.filter(({ tool }) => tool === name).map(({ args }) => args);
  const { properties, required = [] } = inputSchema as JsonSchema & { required?: string[] };
  const usual = (properties as Record<string, JsonSchema> | undefined)?.action?.default;
  const done = new Set(given.flatMap((args) => [args.action ?? usual, ...names(args)]));
  const optional = names(properties).filter(
    (argument) =>
      !required.includes(argument) &&
      !(actions.length > 0 && actions.every(({ requires = [] }) => requires.includes(argument))),
  );
  return [
    ...actions.flatMap((action) => (done.has(action.name) ? [] : [`${name}: action ${action.name}`])),
    ...names(properties).flatMap((argument) => (done.has(argument) ? [] : [`${name}: with ${argument}`])),
    ...optional.flatMap((argument) =>
      given.some((args) => args[argument] === undefined) ? [] : [`${name}: without ${argument}`],
    ),
  ];
}

describe('the cases', () => {
  const recorder = new Recorder('1.3');
  let host: Host;

  beforeAll(async () => {
    await recorder.listen();
    host = await hostAt(recorder.baseUrl);
  });
  afterAll(async () => {
    await host.close();
    await recorder.close();
  });

  it('are of the tools that there are, and every tool that comes with the host has some', () => {
    const tested = [...new Set(CASES.map(({ tool }) => tool))].sort();
    expect(host.registry.quarantined).toEqual([]);
    expect([...host.registry.tools.keys()].sort()).toEqual(tested);
    expect(tested).toEqual(Object.values(KNOWN_TOOLS).flat().sort());
  });

  it('do every action, with every argument, and without it where it may be left out', () => {
    const manifests = [...host.registry.tools.values()].map(({ manifest }) => manifest);
    expect(manifests.flatMap(missingCases)).toEqual([]);
  });

  it('each have a name of their own', () => {
    const titles = CASES.map(titleOf);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

describe('the exceptions', () => {
  it.each(Object.entries(GA))('of %s differ from its table, and have a reason', (version, exceptions) => {
    const table = snapshot(version as Version);
    for (const { operation, now, reason } of exceptions) {
      expect({ operation, listed: table.has(operation) }).toEqual({ operation, listed: now === 'gone' });
      expect(reason).toContain('`');
    }
  });

  it.each(LEFT_OUT_OF_1_1)('$operation is in 1.0 and in 1.3 the same, and not in 1.1', ({ operation }) => {
    expect(snapshot('1.1').has(operation)).toBe(false);
    expect(snapshot('1.0').get(operation)).toBeDefined();
    expect(snapshot('1.3').get(operation)).toEqual(snapshot('1.0').get(operation));
  });
});
