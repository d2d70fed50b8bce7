const tenths = (value) => value.toFixed(1);
const whole = (value) => Math.round(value).toLocaleString('en');

/** The rows of the table: the target, the measured value, and whether it meets the target. */
export function soakRows({ stdio, http, compared }) {
  const rows = [];
  const add = (name, aim, value, isGood) => rows.push({ name, aim, value, isGood });
  if (stdio) {
    const name = `stdio, ${whole(stdio.count)} calls at 32 in flight`;
    add(`${name}: errors`, '0', String(stdio.errors.length), stdio.errors.length === 0);
    add(`${name}: memory grown, MB`, '< 10', tenths(stdio.grown), stdio.grown < 10);
  }
  if (http) {
    const name = `HTTP, ${http.clients} clients for ${http.seconds} s (${whole(http.count)} requests)`;
    add(`${name}: errors`, '0', String(http.errors.length), http.errors.length === 0);
    add(`${name}: memory grown, MB`, '< 10', tenths(http.grown), http.grown < 10);
  }
  for (const [era, { ms, perSecond }] of Object.entries(compared ?? {})) {
    if (era === 'stdio') continue;
    const more = ms - compared.stdio.ms;
    const share = perSecond / compared.stdio.perSecond;
    add(`a call over HTTP (${era}) more than on stdio, median, ms`, '≤ 2', tenths(more), more <= 2);
    add(`calls a second over HTTP (${era}) / on stdio`, '≥ 0.5', share.toFixed(2), share >= 0.5);
  }
  return rows;
}

export function printSoak(report, rows) {
  const { machine, load, stdio, http, compared } = report;
  const print = (line) => process.stdout.write(`${line}\n`);
  print(
    `Measured on ${machine.date.slice(0, 10)} with Node ${machine.node.slice(1)} on ${machine.cpu}, ${machine.cores} cores;`,
  );
  print(`load ${tenths(load.before)} before, ${tenths(load.after)} after.\n`);
  print('| | aim | measured |\n|---|---|---|');
  for (const { name, aim, value, isGood } of rows)
    print(`| ${name} | ${aim} | ${value}${isGood ? '' : ' (missed)'} |`);
  print('');
  for (const [name, { ms, perSecond }] of Object.entries(compared ?? {}))
    print(`${name}: ${ms.toFixed(2)} ms a call, ${whole(perSecond)} calls/s at 32 in flight`);
  if (stdio)
    print(
      `stdio: ${whole(stdio.perSecond)} calls/s, ${tenths(stdio.warm)} MB warm, ${tenths(stdio.end)} MB at the end`,
    );
  if (http)
    print(
      `HTTP: ${whole(http.perSecond)} calls/s, ${tenths(http.warm)} MB warm, ${tenths(http.end)} MB at the end`,
    );
  for (const error of new Set([...(stdio?.errors ?? []), ...(http?.errors ?? [])].slice(0, 20)))
    print(`error: ${error}`);
  for (const line of http?.said ?? []) print(`stderr: ${line}`);
}
