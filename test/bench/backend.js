// Starts an in-memory Kestra with flows to list in its own process. Prints its base URL and runs until it is killed.
import { startSandbox } from '@kestra-mcp/testing/sandbox';

const sandbox = await startSandbox({ pace: 1 });
const flow = (id) =>
  `id: ${id}\nnamespace: bench\ndescription: A flow of the benchmark\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hello\n`;
for (let index = 0; index < 10; index += 1) {
  await fetch(`${sandbox.baseUrl}/main/flows`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-yaml' },
    body: flow(`flow${index}`),
  });
}
for (const [key, bytes] of Object.entries({ small: 1_000, middle: 100_000, large: 9_000_000 })) {
  await fetch(`${sandbox.baseUrl}/main/namespaces/bench/kv/${key}`, {
    method: 'PUT',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify('x'.repeat(bytes)),
  });
}
process.stdout.write(`${sandbox.baseUrl}\n`);
// The sandbox records requests for tests. Here they would only fill the memory.
setInterval(() => {
  sandbox.requests.length = 0;
}, 200);
