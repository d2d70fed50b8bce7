/** The server's copy of zod, for configuration files and plugins that do not install zod themselves. */
export * from 'zod';
export { default } from 'zod';
