import type { KestraError } from './errors.js';
import { problemNamed, problemOf, REFUSED } from './problems.js';
import { readWords } from './words.js';

/** What is known of a request that was refused, beside the answer. */
export interface Asked {
  credentials: string;
  /** What to do next, by status, where the route knows better. */
  hints: Readonly<Record<number, string>>;
}

/** A failing answer: its status, its body, and of which type that is. */
export interface Refusal {
  status: number;
  body: string;
  contentType?: string | undefined;
}

const PAGE =
  'The answer is a web page, which is not of Kestra: check KESTRA_BASE_URL, and what stands before Kestra, such as a proxy or a login page.';
/** A proxy may say these as well as Kestra, and then they mean the same. */
const OF_PROXIES: ReadonlySet<number> = new Set([401, 413, 429, 503, 504]);

/** The error for a failing answer: by the type of its problem where it names one, otherwise by its status. */
export function errorFromAnswer(
  request: string,
  { status, body, contentType }: Refusal,
  asked: Asked,
): KestraError {
  const words = readWords(body, contentType);
  const { said, details, problem } = words;
  const named = problemNamed(words.bulk ? 'bulk-validation-failed' : problem);
  const isPage = (words.isPage ?? false) && !OF_PROXIES.has(status);
  // That a proxy has no such page says nothing of what Kestra has.
  const kind = named ?? (isPage && status === 404 ? REFUSED : problemOf(status));
  // A route's hint for a status is not about the rarer problems that share it.
  const own = named === undefined || named.status === status ? asked.hints[status] : undefined;
  const usual = own ?? ((words.bare && kind.bare) || kind.hint);
  const hint = isPage ? PAGE : usual;
  return new kind.make(
    kind.code,
    `Kestra answered ${status} to ${request}${said === '' ? '.' : `: ${said}`}`,
    {
      status,
      said,
      details,
      problem,
      hint: kind.code === 'KMCP_UNAUTHORIZED' ? `The request was sent with ${asked.credentials}.` : hint,
    },
  );
}
