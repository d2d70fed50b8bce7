import fc from 'fast-check';

/** Characters with a special meaning in a path, query, header, form, JSON, YAML or JavaScript. */
const PIECES: readonly string[] = [
  ...[
    '../',
    '..',
    '.',
    '/',
    '//',
    '..\\',
    '%2e%2e%2f',
    '%2f',
    '%5c',
    '%252f',
    '%00',
    ';',
    '?',
    '#',
    '&',
    '=',
    '@',
    ':',
  ],
  ...[
    '\r\n',
    '\n',
    '\r',
    '\t',
    '\u0000',
    '\u001b[2J',
    '\u0085',
    '\u2028',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\u007f',
  ],
  ...[
    '\ud800',
    '\udc00',
    '\udc00\ud800',
    '😀',
    'é',
    'ü',
    '\uff0e\uff0e\uff0f',
    '\u2215',
    '\u2024\u2024',
    'Ａ',
    'і',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'by-query',
    'by-ids',
    'search',
    'source',
    'inheritance',
  ],
  ...[
    '"',
    "'",
    '`',
    '<',
    '>',
    '{',
    '}',
    '[',
    ']',
    '${x}',
    '{{ secret("A") }}',
    '$(id)',
    '*',
    '-',
    '--',
    '+',
    ' ',
    '',
  ],
  ...[
    '\r\nX-Injected: 1\r\n\r\n',
    '\r\n--boundary\r\nContent-Disposition: form-data; name="x"\r\n\r\n',
    '"; name="x',
  ],
  ...['http://127.0.0.1:1/', 'file:///etc/passwd', 'kestra:///x', 'nsfile:///../x', 'javascript:alert(1)'],
];
/** Words that are valid in some places. */
const WORDS = [
  'a',
  'company.team',
  'etl',
  'x'.repeat(150),
  'x'.repeat(5_000),
  '1',
  'true',
  'null',
  'PT5M',
  '2026-01-31',
];

const piece = fc.constantFrom(...PIECES);
const word = fc.constantFrom(...WORDS);

/** Hostile texts. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: piece },
  { weight: 4, arbitrary: fc.tuple(word, piece, word).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.nat(0xffff), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  },
  { weight: 1, arbitrary: word },
);

/** Any JSON with such texts as values and names. */
export const hostileValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    hostileText,
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 2 ** 53, 0.5, '', []),
    fc.array(tie('value'), { maxLength: 3 }),
    members(tie('value')),
  ),
})).value;

/** An object whose members may have names from Object.prototype. */
export function members(value: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .array(fc.tuple(hostileText, value), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries) as Record<string, unknown>);
}
