import { isLinear } from './growth.js';

/** The figures with a target, each as a ratio or a difference within one run. */
export function ratios({ starts, calls, memory }) {
  const host = starts['host, environment'];
  const start = (name) => starts[name].initialize.median;
  const [single, many] = ['1 in flight', '16 in flight'].map((key) => calls[key]);
  const others = Object.keys(starts).filter((name) => name.startsWith('vs '));
  return {
    'initialize / empty server': start('host, environment') / start('empty server'),
    'initialize with .json file / empty server': start('host, .json file') / start('empty server'),
    '.ts file over environment, ms': start('host, .ts file') - start('host, environment'),
    'tools/list after initialize, ms': host.list.median - host.initialize.median,
    'first call over second, ms': host.first.median - host.second.median,
    'first call right after the list over second, ms': host.firstAtOnce.median - host.second.median,
    'call over fetch at the median, ms': single['host, environment'].median - single.fetch.median,
    'memory idle, MB': memory.idle.now,
    'memory after 1,000 calls over fetches, MB': memory.after1000.host - memory.after1000.fetch,
    'memory grown over the next calls, MB': memory.later.host - memory.after1000.host,
    'bytes of the list per tool': host.tools.perTool,
    ...Object.fromEntries(
      others.flatMap((name) => [
        [`initialize: ${name} / host`, start(name) / start('host, environment')],
        [`calls/s at 16: host / ${name}`, many['host, environment'].perSecond / many[name].perSecond],
      ]),
    ),
  };
}

export function printReport({ machine, size, starts, calls, memory, ratios: compared }) {
  const print = (text) => process.stdout.write(`${text}\n`);
  print(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${machine.date}\n`);
  print(
    table(
      [
        'start, ms (± middle half)',
        'initialize',
        'tools/list',
        'first call',
        'right after the list',
        'second',
        'tools',
        'bytes',
        '~tokens',
      ],
      Object.entries(starts).map(([name, row]) => [
        name,
        ...['initialize', 'list', 'first', 'firstAtOnce', 'second'].map((key) => spread(row[key])),
        ...['count', 'bytes', 'tokens'].map((key) => row.tools?.[key] ?? ''),
      ]),
    ),
  );
  for (const [title, rows] of Object.entries(calls)) {
    print(
      table(
        [`calls, ${title}, ms`, 'median', 'p95', 'p99', 'calls/s'],
        Object.entries(rows).map(([name, row]) => [
          name,
          ...['median', 'p95', 'p99'].map((key) => row[key].toFixed(2)),
          row.perSecond.toFixed(0),
        ]),
      ),
    );
  }
  print(
    table(
      ['memory, MB', ''],
      [
        ['idle, peak', memory.idle.peak.toFixed(1)],
        ['idle, settled', memory.idle.now.toFixed(1)],
        ['after 1,000 calls', memory.after1000.host.toFixed(1)],
        ['Node after 1,000 fetches', memory.after1000.fetch.toFixed(1)],
        [`after ${memory.later.calls} more calls`, memory.later.host.toFixed(1)],
      ],
    ),
  );
  print(
    `installed: ${size.packages} packages, ${size.megabytes.toFixed(1)} MB; tarball ${size.tarballMegabytes.toFixed(2)} MB\n`,
  );
  print(
    table(
      ['compared', ''],
      Object.entries(compared).map(([name, value]) => [name, value.toFixed(2)]),
    ),
  );
}

/** Prints how time and memory grow with the number of tools and the size of responses. */
export function printGrowth({ machine, tools, answers }) {
  const print = (text) => process.stdout.write(`${text}\n`);
  print(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${machine.date}\n`);
  for (const [rows, x, units] of [
    [tools, 'tools', { initialize: 'ms', list: 'ms', memory: 'MB', call: 'ms' }],
    [answers, 'bytes', { call: 'ms', fetch: 'ms', peak: 'MB' }],
  ]) {
    const head = Object.entries(units).map(([key, unit]) => `${key}, ${unit}`);
    const body = rows.map((row) => [row[x], ...Object.keys(units).map((key) => row[key].toFixed(1))]);
    const verdicts = Object.keys(units).map((key) => (isLinear(rows, x, key) ? 'linear or better' : 'WORSE'));
    print(table([x, ...head], [...body, ['growth', ...verdicts]]));
  }
}

export function growthPanels({ tools, answers }) {
  const line = (rows, x, y, name = y) => ({ name, points: rows.map((row) => [row[x], row[y]]) });
  const byTools = (title, unit, ...keys) => ({
    title,
    unit,
    x: 'tools',
    series: keys.map((key) => line(tools, 'tools', key)),
  });
  return [
    byTools('start', 'ms', 'initialize', 'list'),
    byTools('memory', 'MB', 'memory'),
    byTools('call', 'ms', 'call'),
    {
      title: 'call by the size of the answer',
      unit: 'ms',
      x: 'bytes',
      series: [line(answers, 'bytes', 'call', 'host'), line(answers, 'bytes', 'fetch')],
    },
  ];
}

function spread(row) {
  return row === undefined ? '' : `${row.median.toFixed(0)} ± ${row.spread.toFixed(0)}`;
}

/** An aligned Markdown table. */
export function table(head, rows) {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const [first, ...rest] = lines;
  return `${[line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n')}\n`;
}
