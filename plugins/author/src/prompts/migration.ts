import { describeError, type KestraClient, KestraMcpError } from '@kestra-mcp/core';
import { told } from '../validation/told.js';

/** Most characters of the findings. */
const MOST = 10_000;

/** What a flow needs for Kestra 2.0, and its other findings. If the flow cannot be checked, the reason. */
export async function whatTwoRefuses(kestra: KestraClient, source: string): Promise<object> {
  const { judgeFlow } = await import('../validation/judge-flow.js');
  try {
    return told(await judgeFlow(kestra, source, { forVersion: '2' }), MOST);
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code === 'KMCP_CANCELLED') throw error;
    return { left_out: describeError(error).split('\n')[0] };
  }
}
