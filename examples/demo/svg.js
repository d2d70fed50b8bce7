/** Draws lines of the demo as a terminal, which CSS fills line by line. */
const FONT_SIZE = 13;
const CHARACTER = 0.6 * FONT_SIZE + 0.1;
const LINE_HEIGHT = 18;
const COLUMNS = 100;
const PADDING = 20;
const BAR = 36;
const LONGEST_PAUSE_S = 1.6;

const TITLE = 'A recording of npm run demo';
const DESCRIPTION =
  'kestra-mcp finds a mistake in a flow and names the line, fixes it with an edit, runs the flow and reports progress, names the cause of a failed execution, and asks before it deletes the flow, and shows which flow starts which.';

const THEMES = {
  light: {
    ...{ page: '#ffffff', bar: '#f0f2f5', border: '#d0d7de', text: '#24292f', title: '#0b0f14' },
    ...{ tool: '#0550ae', good: '#116329', bad: '#b3211c', question: '#7d4e00', found: '#6e3fbf' },
    ...{ quiet: '#57606a', dots: '#afb8c1' },
  },
  dark: {
    ...{ page: '#0d1117', bar: '#161b22', border: '#30363d', text: '#d5dbe1', title: '#ffffff' },
    ...{ tool: '#79c0ff', good: '#56d364', bad: '#ff8f87', question: '#e3b341', found: '#d2a8ff' },
    ...{ quiet: '#9aa4ae', dots: '#484f58' },
  },
};

/** Without animation every line is there from the start, so that a still picture shows the end. */
export function svg(lines, theme) {
  const colors = THEMES[theme];
  const all = [[{ text: '$ npm run demo', look: 'title' }], ...lines];
  const width = Math.ceil(COLUMNS * CHARACTER + 2 * PADDING);
  const height = BAR + 2 * PADDING + all.length * LINE_HEIGHT;
  const looks = ['title', 'tool', 'good', 'bad', 'question', 'found', 'quiet'];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">${TITLE}</title>
<desc id="description">${DESCRIPTION}</desc>
<style>
text{font:${FONT_SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:${colors.text};white-space:pre}
${looks.map((look) => `.${look}{fill:${colors[look]}}`).join('')}
.title{font-weight:600}
@keyframes show{from{opacity:0}}
@media (prefers-reduced-motion:no-preference){.line{animation:show .25s ease-out backwards}}
</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="10" fill="${colors.page}" stroke="${colors.border}"/>
<path d="M1 ${BAR}V11A10 10 0 0 1 11 1H${width - 11}A10 10 0 0 1 ${width - 1} 11V${BAR}Z" fill="${colors.bar}"/>
${[20, 38, 56].map((x) => `<circle cx="${x}" cy="${BAR / 2}" r="5.5" fill="${colors.dots}"/>`).join('')}
${drawn(all)}
</svg>
`;
}

function drawn(lines) {
  let seconds = 0.3;
  return lines
    .flatMap((line, index) => {
      const y = BAR + PADDING + (index + 0.7) * LINE_HEIGHT;
      const delay = seconds;
      seconds += pauseAfter(line);
      if (line.length === 0) return [];
      return `<text class="line" x="${PADDING}" y="${y.toFixed(1)}" xml:space="preserve" style="animation-delay:${delay.toFixed(2)}s">${line.map(span).join('')}</text>`;
    })
    .join('\n');
}

/** Time to read a line: the longer it is, the more. */
function pauseAfter(line) {
  const length = line.reduce((sum, { text }) => sum + text.trim().length, 0);
  return Math.min(LONGEST_PAUSE_S, length / 120);
}

function span({ text, look }) {
  return look ? `<tspan class="${look}">${escaped(text)}</tspan>` : escaped(text);
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
