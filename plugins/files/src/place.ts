import { InputError, isInFlowsFolder } from '@kestra-mcp/core';

/** Kestra makes a flow of what is written there, past everything that watches over flows. */
export function refuseFlows(path: string, argument = 'path'): void {
  if (isInFlowsFolder(path)) {
    throw new InputError(`The argument "${argument}" must not begin with /_flows.`, {
      hint: 'create_flow_from_yaml creates flows.',
    });
  }
}

/** Everything at once is never what was meant by leaving a name out. */
export function refuseRoot(path: string): void {
  if (path.split('/').every((name) => name === '' || name === '.'))
    throw new InputError('The argument "path" must name a file or directory, not the root.');
}

/** Kestra would say yes, or lose what is in the directory. */
export function refuseInto(from: string, to: string): void {
  if (from === to) throw new InputError(`"${to}" is there already: it is what would be moved.`);
  if (to.startsWith(`${from}/`)) throw new InputError(`"${from}" cannot be moved into itself, to "${to}".`);
}
