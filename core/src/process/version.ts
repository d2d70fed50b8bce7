import { readFileSync } from 'node:fs';
import { HOST_PACKAGE } from './here.js';

/** The version of the package that the host is part of. */
export const VERSION: string = JSON.parse(readFileSync(HOST_PACKAGE, 'utf8')).version;
