#!/usr/bin/env node
// Older Nodes read this file, too: nothing is imported before the version is known, and all is written as Node 14 knows it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `kestra-mcp: Node 20.19 or later is required, but this is Node ${process.versions.node}.\n`,
  );
  process.exit(1);
}

const { staySmall } = await import('./process/memory.js');
staySmall();
const { endProcess, start } = await import('./start.js');
// Kept-alive connections to Kestra would hold the process for seconds; all that had to be written is written.
await endProcess(await start(process.argv.slice(2)));

// A module, whose await may stand alone.
export {};
