import { InputError, sleep, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { Nothing, Said } from './samples.js';

const PAUSE = 50;
const common = { effect: 'read', input: Nothing, output: Said } as const;

/** Notifications during a call, and the ways in which a call fails. */
@ToolGroup({ name: 'test_telling', title: 'Telling', instructions: 'hear of a call while it runs.' })
export class TellingTools {
  @Tool({ ...common, name: 'test_tool_with_logging', description: 'Logs three times.' })
  async withLogging(_: object, { log }: ToolContext) {
    await log('info', 'Tool execution started');
    await sleep(PAUSE);
    await log('info', 'Tool processing data');
    await sleep(PAUSE);
    await log('info', 'Tool execution completed');
    return { text: 'Logged three times.' };
  }

  @Tool({ ...common, name: 'test_logging_tool', description: 'Logs once.' })
  async logging(_: object, { log }: ToolContext) {
    await log('error', 'Who has not asked for this must not get it.');
    return { text: 'Logged once.' };
  }

  @Tool({ ...common, name: 'test_tool_with_progress', description: 'Tells how far it is.' })
  async withProgress(_: object, { progress }: ToolContext) {
    await progress('Begun', 0, 100);
    await sleep(PAUSE);
    await progress('Half of it', 50, 100);
    await sleep(PAUSE);
    await progress('Done', 100, 100);
    // Some clients lose notifications that arrive together with the result.
    await sleep(PAUSE);
    return { text: 'Told three times.' };
  }

  @Tool({ ...common, name: 'test_error_handling', description: 'Fails.' })
  fails(): { text: string } {
    throw new InputError('This tool intentionally returns an error for testing');
  }
}
