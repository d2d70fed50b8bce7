import type { ToolDeclaration } from '../author/declaration.js';
import type { ActionManifest } from './manifest.js';

/** The actions of a tool, including the boolean parameters that count as actions. */
export function describeActions(tool: ToolDeclaration): ActionManifest[] {
  const actions = Object.entries(tool.actions ?? {}).map(([name, { effect, does, requires, accepts }]) => ({
    name,
    effect,
    ...(does && { does }),
    ...(requires && { requires: [...requires] }),
    ...(accepts && { accepts: [...accepts] }),
  }));
  const switches = Object.entries(tool.switches ?? {}).flatMap(([name, spec]) =>
    spec ? [{ name, effect: spec.effect, switch: true as const }] : [],
  );
  return [...actions, ...switches];
}
