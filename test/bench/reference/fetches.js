// The same requests without a server between: the reference for calls and memory.
// Reads lines `{ url, count, inFlight }`, answers with the milliseconds of each request and its own memory.
import { createInterface } from 'node:readline';

for await (const line of createInterface({ input: process.stdin })) {
  const { url, count, inFlight } = JSON.parse(line);
  const times = [];
  let left = count;
  const worker = async () => {
    while (left-- > 0) {
      const began = performance.now();
      const answer = await fetch(url);
      JSON.parse(await answer.text());
      times.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  process.stdout.write(`${JSON.stringify({ times, total: performance.now() - began })}\n`);
}
