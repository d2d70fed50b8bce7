/**
 * Commands and configuration in a block called `names` are written in their usual form. Before the first release, they
 * start the server from a clone or from an image that the reader built. After it, they use the package on npm and our
 * image. Each replacement can be undone.
 */
const IMAGE = 'ghcr.io/kestra-mcp/kestra-mcp:latest';
const NPX = '"--prefix", "/", "-y", "kestra-mcp"';

/** Sentences about the server, first for a build and then for `npx`. */
const SENTENCES = [
  ['The demo has built the server. `init` asks', '`npx` downloads the server and starts it. `init` asks'],
  ['add this block, with the absolute path to your clone:', 'add this block:'],
  [
    'does not find `node`, write the full path to it. `which node` prints it on macOS and Linux, `where.exe node` on Windows.',
    'does not find `npx`, write the full path to it. `which npx` prints it on macOS and Linux, `where.exe npx` on Windows.',
  ],
  [
    'On Windows, write paths in JSON with forward slashes (`C:/Users/ada/kestra-mcp/dist/bin.js`) or double backslashes.',
    'On Windows, write `"command": "cmd"` and put `"/c", "npx"` before the other arguments.',
  ],
];

const PAIRS = [
  // The image: the last argument of `docker run`, a line of YAML, or a word in a command.
  [/(?<="run"[^\]]*)"kestra-mcp"(?=[,\]\s])/g, `"${IMAGE}"`],
  [/\bimage: kestra-mcp$/gm, `image: ${IMAGE}`],
  [/(?<=docker run [^\n]*)(?<= )kestra-mcp(?= |$)/gm, IMAGE],
  [
    /"command": "node"(,\s*)"args": \["\/path\/to\/kestra-mcp\/dist\/bin\.js"/g,
    `"command": "npx"$1"args": [${NPX}`,
  ],
  [/\bnode dist\/bin\.js(?= )/g, 'npx -y kestra-mcp'],
];

const BACK = [
  [
    /"command": "npx"(,\s*)"args": \["--prefix", "\/", "-y", "kestra-mcp"/g,
    `"command": "node"$1"args": ["/path/to/kestra-mcp/dist/bin.js"`,
  ],
  [/\bnpx -y kestra-mcp(?= )/g, 'node dist/bin.js'],
  [new RegExp(`${IMAGE.replaceAll('.', '\\.')}`, 'g'), 'kestra-mcp'],
];

/** The sentences that a text has neither before nor after the release. */
export function sentencesMissingIn(texts) {
  return SENTENCES.filter(
    (pair) => !texts.some((text) => pair.some((sentence) => text.includes(sentence))),
  ).flat();
}

export function fill(text, released) {
  const sentences = SENTENCES.map(([before, after]) => (released ? [before, after] : [after, before]));
  const all = [...sentences, ...(released ? PAIRS : BACK)];
  return all.reduce((filled, [from, to]) => filled.replace(from, to), text);
}
