/** All types of problems that the sandbox returns, with their titles. */
const TITLES = {
  'invalid-json': 'Invalid JSON',
  'invalid-request-body': 'Invalid request body',
  'invalid-argument': 'Invalid argument',
  'bad-request': 'Bad request',
  'invalid-query-parameter': 'Invalid query parameter',
  'invalid-query-filters': 'Invalid query filters',
  'validation-failed': 'Validation failed',
  'invalid-entity': 'Invalid entity',
  'bulk-validation-failed': 'Bulk validation failed',
  unauthenticated: 'Authentication required',
  forbidden: 'Access denied',
  'not-found': 'Resource not found',
  conflict: 'Conflict',
  'entity-already-exists': 'Entity already exists',
  'resource-expired': 'Resource has expired',
  'method-not-allowed': 'Method not allowed',
  'unsupported-media-type': 'Unsupported media type',
  'internal-error': 'Internal server error',
} as const;

export type ProblemType = keyof typeof TITLES;

export const problemTitle = (type: ProblemType): string => TITLES[type];

/** Prefixes of texts in 1.x, with the types that replace them in 2.0, or a title if 1.x has no such case. */
const PREFIXES: Readonly<Record<string, ProblemType>> = {
  ...Object.fromEntries(Object.entries(TITLES).map(([type, title]) => [title.toLowerCase(), type])),
  'invalid json': 'invalid-json',
  'invalid route params': 'invalid-request-body',
  'illegal argument': 'invalid-argument',
  'unprocessable entity': 'invalid-entity',
  'not found': 'not-found',
  'illegal state': 'conflict',
};

/** Without a prefix, the status determines the type. */
const BY_STATUS: Readonly<Record<number, ProblemType>> = {
  400: 'bad-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  410: 'resource-expired',
  415: 'unsupported-media-type',
  422: 'invalid-entity',
};

// For these types, 2.0 returns only the title.
const WITHOUT_DETAIL: readonly ProblemType[] = ['invalid-json', 'internal-error'];

/** What identifies a type. */
interface Failure {
  status: number;
  message: string;
  type: ProblemType | undefined;
  violations: readonly object[];
}

/** The type of a failure, and its detail. */
export function problemTypeOf(error: Failure): { type: ProblemType; detail: string } {
  const { status, message, violations } = error;
  const [, prefix = '', rest = ''] = /^([A-Z][\w ]*)(?:: (.*))?$/s.exec(message) ?? [];
  const named = PREFIXES[prefix.toLowerCase()];
  const type = named ?? BY_STATUS[status] ?? 'internal-error';
  // A value that cannot be converted. 1.x calls it an internal error, with the status 422.
  if (type === 'internal-error' && status !== 500) return { type: 'invalid-argument', detail: '' };
  if (WITHOUT_DETAIL.includes(type)) return { type, detail: '' };
  const detail = named ? rest : message;
  if (error.type) return { type: error.type, detail };
  return violations.length > 0 && type === 'invalid-entity'
    ? { type: 'validation-failed', detail }
    : { type, detail };
}
