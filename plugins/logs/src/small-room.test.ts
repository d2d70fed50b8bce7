import { expect, it } from '@jest/globals';
import { jsonChars } from '@kestra-mcp/core';
import { capLines } from './cap.js';

const of = { timestamp: '2026-01-01T00:00:00Z', level: 'INFO', taskRunId: 'r1', taskId: 't' };
const line = (message: string) => ({ ...of, message }) as Parameters<typeof capLines>[0][number];

it.each([39_000, 3_000, 1_200])(
  'a long line is cut to the room that there is (%s), and says how long it is',
  (room) => {
    const { kept, next } = capLines([line('"é😀\n'.repeat(60_000))], { executionId: 'e1', room });
    expect(jsonChars(kept)).toBeLessThanOrEqual(room);
    expect(kept[0]?.message).toMatch(/⟦kestra-mcp left out \d+ of 300000 characters here/);
    if (room > 2_000) expect(kept[0]?.message).toContain('download_execution_logs with execution_id e1');
    expect(next).toBeUndefined();
  },
);
