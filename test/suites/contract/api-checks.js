/** Runs docs/check-api.js as often as it is asked to, in one process: its libraries take a second to load. */
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
  // Another address each time: Node keeps what it has run.
  await import(`${script}?${++runs}`);
  process.send({ status: process.exitCode, ...written });
});
