import { InputError, isInFlowsFolder } from '@kestra-mcp/core';

/** Refuses paths in /_flows: Kestra turns these files into flows, bypassing all checks of flows. */
export function refuseFlows(path: string, argument = 'path'): void {
  if (isInFlowsFolder(path)) {
    throw new InputError(`The argument "${argument}" must not begin with /_flows.`, {
      hint: 'Use create_flow_from_yaml to create a flow.',
    });
  }
}

/** Refuses the root: a missing name must not mean all files. */
export function refuseRoot(path: string): void {
  if (path.split('/').every((name) => name === '' || name === '.'))
    throw new InputError('The argument "path" must name a file or directory, not the root.');
}

/** Refuses a move to the same path or into itself: Kestra would accept it, or lose the content of the directory. */
export function refuseInto(from: string, to: string): void {
  if (from === to) throw new InputError(`The arguments "path" and "to_path" are the same: "${to}".`);
  if (to.startsWith(`${from}/`)) throw new InputError(`"${from}" cannot be moved into itself ("${to}").`);
}
