import { readFile, rename, writeFile } from 'node:fs/promises';
import { Prompt, pluginOptions, Tool, ToolGroup } from '@kestra-mcp/core';
import * as z from 'zod';
import { Nothing, Said } from './samples.js';

/** The configuration file of the server. */
export class ChangingOptions extends pluginOptions(
  z.strictObject({ configuration: z.string().describe('Path of the configuration file') }),
) {}

interface Configuration {
  tools: { disable: string[] };
}
const common = { effect: 'write', input: Nothing, output: Said } as const;

/** Changes the lists as a user would: it edits the configuration file, which the server reloads. */
@ToolGroup({ name: 'test_changing', title: 'Changing' })
export class ChangingTools {
  constructor(private readonly options: ChangingOptions) {}

  @Tool({ ...common, name: 'test_trigger_tool_change', description: 'Switches a tool on, or off.' })
  toolChange() {
    return this.switched('test_switched_tool');
  }

  @Tool({ ...common, name: 'test_trigger_prompt_change', description: 'Switches a prompt on, or off.' })
  promptChange() {
    return this.switched('test_switched_prompt');
  }

  @Tool({ ...common, effect: 'read', name: 'test_switched_tool', description: 'Is on, or off.' })
  tool() {
    return { text: 'I am on.' };
  }

  @Prompt({ name: 'test_switched_prompt', description: 'Is on, or off.' })
  prompt() {
    return 'I am on.';
  }

  private async switched(name: string) {
    const { configuration } = this.options;
    const before = JSON.parse(await readFile(configuration, 'utf8')) as Configuration;
    const { disable } = before.tools;
    const isOff = disable.includes(name);
    const tools = {
      ...before.tools,
      disable: isOff ? disable.filter((each) => each !== name) : [...disable, name],
    };
    await writeFile(`${configuration}.new`, JSON.stringify({ ...before, tools }));
    await rename(`${configuration}.new`, configuration);
    return { text: `${name} is ${isOff ? 'on' : 'off'}.` };
  }
}
