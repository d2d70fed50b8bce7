#!/usr/bin/env node
// Older versions of Node also run this file. It checks the version before importing anything, and only uses syntax of
// Node 14.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `kestra-mcp: Node 20.19 or later is required, but this is Node ${process.versions.node}.\n`,
  );
  process.exit(1);
}

const { staySmall } = await import('./process/memory.js');
staySmall();
// Node 20 cannot do this.
if (major > 20) (await import('./process/compiled.js')).keepCompiled();
const { endProcess, start } = await import('./start.js');
// Kept-alive connections to Kestra would keep the process running for seconds. Everything has been written.
await endProcess(await start(process.argv.slice(2)));

// Makes this file a module, so that top-level await works.
export {};
