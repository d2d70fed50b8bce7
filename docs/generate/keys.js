import * as z from 'zod';
import { merge } from '../../core/dist/config/merge.js';
import { ConfigFile } from '../../core/dist/config/schema.js';
import { VARIABLES } from '../../core/dist/config/sources/environment.js';
import { flagSettings } from '../../core/dist/config/sources/flags.js';

const HTTP = { 'http.listen': { value: true, origin: '', subject: '' } };
/** The defaults of a server without any configuration, including those for HTTP. */
const defaults = merge([{ kind: 'flags', trusted: true, settings: HTTP }], { folder: '/' }).config;

const EVERY_FLAG = {
  readOnly: true,
  confirm: '',
  enable: [],
  only: [],
  disable: [],
  logLevel: '',
  sandbox: '',
  strict: true,
  http: '',
};

/** The flag of each key, as the command line maps them. */
const FLAGS = Object.fromEntries(
  Object.entries(flagSettings(EVERY_FLAG)).map(([key, { subject }]) => [key, subject]),
);

/** The environment variable of each key. */
const VARIABLE_OF = Object.fromEntries(Object.entries(VARIABLES).map(([name, key]) => [key, name]));

/** The JSON schema of the configuration file, derived from the schema that validates it. */
export function jsonSchema() {
  return z.toJSONSchema(ConfigFile, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
}

/** Every key of the file that is not an object: dotted name, description, type, default, variable, flag. */
export function keys(schema = jsonSchema(), parents = []) {
  return Object.entries(schema.properties).flatMap(([name, node]) => {
    const key = [...parents, name].join('.');
    if (node.properties) return keys(node, [...parents, name]);
    const { text, stated } = split(node.description);
    const standard = defaultOf(key);
    const isScalar = standard !== undefined && typeof standard !== 'object';
    if (isScalar && stated !== undefined && String(standard) !== stated) {
      throw new Error(
        `The description of ${key} says "Default: ${stated}", but the default is ${standard}. Correct one of them.`,
      );
    }
    const scalar = isScalar ? standard : undefined;
    const about = { key, text, type: typeOf(node, scalar), secret: node.secret === true };
    return [{ ...about, standard: scalar, stated, variable: VARIABLE_OF[key], flag: FLAGS[key] }];
  });
}

function defaultOf(key) {
  return key.split('.').reduce((node, name) => node?.[name], defaults);
}

/** Separates the sentence `Default: x.` from the end of a description. */
function split(description) {
  const [, text, stated] = /^(.*?)(?: Default: (.*?)\.)?$/.exec(description);
  return { text, stated: stated?.replace(/, .*/, '') };
}

/** The type in a reader's words. Numbers and booleans also accept text, but only because variables contain text. */
function typeOf(node, standard) {
  if (node.type === 'array') return 'list';
  if (['number', 'boolean'].includes(typeof standard)) return typeof standard;
  if (node.anyOf?.some(({ type }) => type === 'array')) return 'text or list';
  if (node.anyOf?.some(({ type }) => type === 'object')) return 'text or object';
  return 'text';
}
