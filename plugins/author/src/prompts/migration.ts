import { describeError, type KestraClient, KestraMcpError } from '@kestra-mcp/core';
import { judgeFlow } from '../validation/judge-flow.js';
import { told } from '../validation/told.js';

/** Characters of what is told. */
const MOST = 10_000;

/** What Kestra 2.0 changes in a flow, and what is wrong with it anyway; where it cannot be judged, why. */
export async function whatTwoRefuses(kestra: KestraClient, source: string): Promise<object> {
  try {
    return told(await judgeFlow(kestra, source, { forVersion: '2' }), MOST);
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code === 'KMCP_CANCELLED') throw error;
    return { left_out: describeError(error).split('\n')[0] };
  }
}
