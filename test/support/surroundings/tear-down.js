import { readdirSync, rmSync } from 'node:fs';

/** Files of the programs that run the tests, such as the compiler's binary. */
const NOT_OURS = /^\.cache($|[\\/]swc-native-)/;

/** Deletes what the run created. Fails if something was written to the user's home. */
export default function tearDown() {
  const { before, folder, home } = globalThis.surroundings;
  const left = readdirSync(home, { recursive: true }).filter((path) => !NOT_OURS.test(path));
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  if (left.length > 0)
    throw new Error(
      `Give what the tests run a HOME of its own: it has written ${left.join(', ')} to the user's.`,
    );
}
