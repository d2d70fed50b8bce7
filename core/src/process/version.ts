import { readFileSync } from 'node:fs';
import { HOST_PACKAGE } from './here.js';

/** The version of the package that contains the host. */
export const VERSION: string = JSON.parse(readFileSync(HOST_PACKAGE, 'utf8')).version;
