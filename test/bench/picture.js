const WIDTH = 300;
const HEIGHT = 220;
const MARGIN = { left: 52, right: 14, top: 40, bottom: 38 };
const COLORS = ['#4c6ef5', '#e8590c'];

/** Panels side by side, each `{ title, x, unit, series: [{ name, points: [[x, y], …] }] }`, on logarithmic axes. */
export function picture(panels) {
  const columns = 2;
  const rows = Math.ceil(panels.length / columns);
  const parts = panels.map(
    (panel, index) =>
      `<g transform="translate(${(index % columns) * WIDTH} ${Math.floor(index / columns) * HEIGHT})">${plot(panel)}</g>`,
  );
  const size = `width="${columns * WIDTH}" height="${rows * HEIGHT}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${columns * WIDTH} ${rows * HEIGHT}" font-family="sans-serif" font-size="11">
<title>How start, memory and calls grow with the number of tools and the size of answers</title>
<rect width="100%" height="100%" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

function plot({ title, x, unit, series }) {
  const all = series.flatMap(({ points }) => points);
  const across = scale(
    all.map(([value]) => value),
    MARGIN.left,
    WIDTH - MARGIN.right,
  );
  const up = scale(
    all.map(([, value]) => value),
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  );
  const bottom = HEIGHT - MARGIN.bottom;
  const ticks = [
    ...across.ticks.map((value) => text(across.at(value), bottom + 14, short(value), 'middle')),
    ...up.ticks.map(
      (value) =>
        `<path d="M${MARGIN.left} ${up.at(value)}H${WIDTH - MARGIN.right}" stroke="#e9ecef"/>${text(MARGIN.left - 6, up.at(value) + 4, short(value), 'end')}`,
    ),
  ];
  const lines = series.map(({ name, points }, index) => {
    const places = points.map(([a, b]) => [across.at(a), up.at(b)]);
    const color = COLORS[index % COLORS.length];
    const dots = places.map(([a, b]) => `<circle cx="${a}" cy="${b}" r="3" fill="${color}"/>`).join('');
    const label =
      series.length > 1 ? text(MARGIN.left + 8 + index * 90, MARGIN.top - 8, name, 'start', color) : '';
    return `<polyline points="${places.map((place) => place.join(',')).join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>${dots}${label}`;
  });
  const names = [
    `<text x="${MARGIN.left}" y="16" font-weight="bold">${title}, ${unit}</text>`,
    text((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 8, x, 'middle'),
  ];
  return [...ticks, ...lines, ...names].join('');
}

/** Maps whole decades to pixels. */
function scale(values, from, to) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value) => Math.round(from + ((Math.log10(value) - low) / (high - low)) * (to - from));
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)) };
}

function short(value) {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1e3 ? `${value / 1e3}k` : String(Number(value.toPrecision(1)));
}

function text(x, y, content, anchor, color = '#495057') {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${color}">${content}</text>`;
}
