// Imported into the server's process. On SIGUSR2, it runs a full garbage collection and writes what the process holds.
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
let asked = 0;

process.on('SIGUSR2', async () => {
  // Twice, because finalizers of the first collection can release more objects.
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const state = { asked: ++asked, held: heapUsed + external, rss, resources };
  writeFileSync(process.env.KESTRA_TEST_PROBE, JSON.stringify(state));
});
