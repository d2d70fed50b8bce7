import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CONFIG_VARIABLE } from '../../core/dist/config/sources/environment.js';
import { SEARCH_PLACES } from '../../core/dist/config/sources/file.js';
import { parseWords } from '../../core/dist/config/sources/program.js';
import { keys } from './keys.js';
import { ROOT } from './read.js';
import { cell, code, table } from './table.js';

/** Fills the marked places of docs/configuration.md. */
export function configurationPage(text) {
  const parts = {
    keys: reference(),
    places: places(),
    help: help(),
    init: helpOf('init'),
    trust: helpOf('trust'),
  };
  return Object.entries(parts).reduce((page, [name, lines]) => {
    const place = new RegExp(`(<!-- generated: ${name} -->\n)[\\s\\S]*?(<!-- /generated -->)`);
    if (!place.test(page))
      throw new Error(
        `docs/configuration.md has no place for ${name}. Add <!-- ${name} --> and <!-- /${name} -->.`,
      );
    return page.replace(place, (_, begin, end) => `${begin}\n${lines.join('\n')}\n\n${end}`);
  }, text);
}

/** An overview, then a section for each key, because a table with all columns does not fit on a phone. */
function reference() {
  const all = keys();
  const rows = all.map(({ key, variable, flag }) => [
    `[${key}](#${key.toLowerCase().replaceAll(/[.$]/g, '')})`,
    variable ? code(variable) : '',
    flag ? code(flag) : '',
  ]);
  return [...table(['Key', 'Environment variable', 'Flag'], rows), '', ...all.flatMap(section)].slice(0, -1);
}

function section({ key, text, type, standard, stated, secret, variable, flag }) {
  const from = [
    ...(variable ? [['Environment variable', code(variable)]] : []),
    ...(flag ? [['Flag', code(flag)]] : []),
    ['Type', `${type}${secret ? ' (secret: masked in all output)' : ''}`],
    ...defaultRow(standard, stated),
  ];
  return [`### ${key}`, '', cell(text), '', ...table(['', ''], from), ''];
}

function defaultRow(standard, stated) {
  if (standard !== undefined) return [['Default', code(standard)]];
  return stated === undefined ? [] : [['Default', cell(stated)]];
}

function places() {
  return [
    ...SEARCH_PLACES.map(
      (name) => `1. ${code(name)}${name === 'package.json' ? ', its key `kestra-mcp`' : ''}`,
    ),
  ];
}

function help() {
  const text = parseWords(['--help']).help;
  if (!text.includes(CONFIG_VARIABLE))
    throw new Error(`The output of --help does not name ${CONFIG_VARIABLE}. Add it there.`);
  return ['```text', text.trim(), '```'];
}

function helpOf(command) {
  const program = fileURLToPath(new URL('dist/bin.js', ROOT));
  const text = execFileSync(process.execPath, [program, command, '--help'], { encoding: 'utf8' });
  return ['```text', text.trim(), '```'];
}
