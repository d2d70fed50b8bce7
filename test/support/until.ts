/** Longest time that a test waits for one thing, in milliseconds. */
const PATIENCE = 50_000;

/** Repeats `look` until it returns something. `about` describes what there was instead. */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  about: () => string = () => '',
  patience = PATIENCE,
): Promise<T> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; ) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Not seen in ${patience} ms. ${about()}`);
}
