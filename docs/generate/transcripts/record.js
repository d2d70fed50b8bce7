import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { inPlace } from './place.js';

/** Plays a conversation in its own sandbox. Returns its turns with the result of each call. */
export function record({ before = [], turns, ...scene }) {
  return inPlace(scene, async ({ home, args, env, shown }) => {
    const client = new Client({ name: 'kestra-mcp-docs', version: '1.0.0' });
    const results = [];
    const play = async ({ tool, args: declared, ...call }) => {
      const given = typeof declared === 'function' ? declared(results) : declared;
      const result = await callOf(client, tool, given, call.refused);
      results.push(result);
      return { tool, ...call, ...JSON.parse(shown(JSON.stringify({ args: given, result }))) };
    };
    try {
      await client.connect(new StdioClientTransport({ command: process.execPath, args, env, cwd: home }));
      for (const call of before) await play(call);
      const played = [];
      for (const { say, calls } of turns) {
        const done = [];
        for (const call of calls) done.push(await play(call));
        played.push({ say, calls: done });
      }
      return played;
    } finally {
      await client.close();
    }
  });
}

/** Returns a tool's result, or the error text if it refuses the call. A scene must declare that it expects this. */
async function callOf(client, name, args, refused = false) {
  const { isError = false, content, structuredContent } = await client.callTool({ name, arguments: args });
  if (isError !== refused) throw new Error(`${name}: ${JSON.stringify(content)}`);
  return isError ? content[0].text : structuredContent;
}

/** Returns the output of a command. */
export function recordCommand({ command, ...scene }) {
  return inPlace(scene, async ({ home, args, env, shown }) => {
    const words = command.replaceAll('~', home).split(' ');
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args, ...words], {
      cwd: home,
      env,
    });
    return shown(stderr + stdout);
  });
}
