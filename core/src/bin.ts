#!/usr/bin/env node
import './memory.js';
import { keepTranspiled } from './config/transpiled.js';
import { main } from './main.js';

keepTranspiled();
// Kept-alive connections to Kestra would hold the process for seconds; all that had to be written is written.
process.exit(await main(process.argv.slice(2)));
