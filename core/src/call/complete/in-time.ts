import { KestraMcpError } from '../../foundation/errors.js';
import type { CallContext } from '../../plugin/author/context.js';

/**
 * Gives up after `longest` milliseconds, even if a plugin is still being imported. Its code is then ready for the next
 * letter.
 */
export async function inTime<T>(
  longest: number,
  context: CallContext,
  work: (context: CallContext) => Promise<T>,
): Promise<T> {
  const limited = new AbortController();
  const give = () => limited.abort();
  context.signal.addEventListener('abort', give, { once: true });
  if (context.signal.aborted) give();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new KestraMcpError('KMCP_TIMED_OUT', `Nothing was found within ${longest / 1_000} s.`));
      give();
    }, longest);
  });
  try {
    return await Promise.race([work({ ...context, signal: limited.signal }), late]);
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener('abort', give);
  }
}
