#!/usr/bin/env node
import { main } from './main.js';

// Kept-alive connections to Kestra would hold the process for seconds; all that had to be written is written.
process.exit(await main(process.argv.slice(2)));
