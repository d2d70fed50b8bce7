import { describeError, type KestraClient, KestraMcpError } from '@kestra-mcp/core';
import { told } from '../validation/told.js';

/** Characters of what is told. */
const MOST = 10_000;

/** What Kestra 2.0 changes in a flow, and what is wrong with it anyway; where it cannot be judged, why. */
export async function whatTwoRefuses(kestra: KestraClient, source: string): Promise<object> {
  const { judgeFlow } = await import('../validation/judge-flow.js');
  try {
    return told(await judgeFlow(kestra, source, { forVersion: '2' }), MOST);
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code === 'KMCP_CANCELLED') throw error;
    return { left_out: describeError(error).split('\n')[0] };
  }
}
