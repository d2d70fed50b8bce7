/** Runs docs/check-api.js repeatedly in one process, because its libraries take a second to load. */
let runs = 0;

process.on('message', async ({ script, args }) => {
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'])
    process[stream].write = (text) => {
      written[stream] += text;
      return true;
    };
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
  process.exitCode = 0;
  // A new URL each time, because Node caches modules.
  await import(`${script}?${++runs}`);
  process.send({ status: process.exitCode, ...written });
});
