#!/usr/bin/env node
import { staySmall } from './process/memory.js';

staySmall();
const { start } = await import('./start.js');
// Kept-alive connections to Kestra would hold the process for seconds; all that had to be written is written.
process.exit(await start(process.argv.slice(2)));
