/** The host's zod, for a configuration file or a plugin that has none of its own. */
export * from 'zod';
export { default } from 'zod';
