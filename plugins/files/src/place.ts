import { InputError } from '@kestra-mcp/core';

/** Kestra makes a flow of what is written there, past everything that watches over flows. */
export function refuseFlows(path: string): void {
  if (/^\/*_flows(\/|$)/.test(path)) {
    throw new InputError('The argument "path" must not begin with /_flows.', {
      hint: 'create_flow_from_yaml creates flows.',
    });
  }
}

/** Everything at once is never what was meant by leaving a name out. */
export function refuseRoot(path: string): void {
  if (path.split('/').every((name) => name === '' || name === '.'))
    throw new InputError('The argument "path" must name a file or directory, not the root.');
}
