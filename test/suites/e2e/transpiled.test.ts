import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listed } from '../../support/host/listed.js';
import { cacheIn } from '../../support/programs/environment.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A configuration with a class whose decorators Babel has to compile. */
const CONFIG = `
import { defineConfig, definePlugin, Tool, ToolGroup } from '@kestra-mcp/core';
import * as z from 'zod';

@ToolGroup({ name: 'mine', title: 'Mine' })
class MyTools {
  @Tool({ name: 'say_hello', description: 'Says hello.', effect: 'read', input: z.strictObject({}), output: z.object({}) })
  async sayHello() {
    return {};
  }
}

export default defineConfig({ plugins: [definePlugin({ id: 'mine', groups: [MyTools] })] });
`;

describe('a configuration in TypeScript', () => {
  it('is transpiled once, into a folder of the user alone', async () => {
    const home = temporaryFolder({ 'kestra-mcp.config.ts': CONFIG });
    const names = async () => (await listed({ cwd: home, env: { HOME: home } })).map(({ tool }) => tool);
    expect(await names()).toEqual(['say_hello']);
    const folder = join(cacheIn(home), 'transpiled');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const [file = '', ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    const kept = join(folder, file);
    writeFileSync(kept, readFileSync(kept, 'utf8').replace('say_hello', 'say_hello_again'));
    expect(await names()).toEqual(['say_hello_again']);
    writeFileSync(join(home, 'kestra-mcp.config.ts'), CONFIG.replace('say_hello', 'say_bye'));
    expect(await names()).toEqual(['say_bye']);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('works where nothing can be kept', async () => {
    const home = temporaryFolder({ 'kestra-mcp.config.ts': CONFIG });
    mkdirSync(dirname(cacheIn(home)), { recursive: true });
    writeFileSync(cacheIn(home), 'a file');
    const tools = await listed({ cwd: home, env: { HOME: home } });
    expect(tools.map(({ tool }) => tool)).toEqual(['say_hello']);
  });
});
