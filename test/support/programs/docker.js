#!/usr/bin/env node
// Replaces `docker run`: starts the server with only the variables that the command passes.
import { spawn } from 'node:child_process';

const [command, ...words] = process.argv.slice(2);
if (command !== 'run') throw new Error(`docker ${command} is not known here.`);
const env = { PATH: process.env.PATH, HOME: process.env.HOME };
let image;
while (words.length > 0 && image === undefined) {
  const word = words.shift();
  if (word === '-e') setVariable(words.shift());
  else if (word === '--add-host') addHost(words.shift());
  else if (!['-i', '--rm'].includes(word)) image = word;
}
if (image !== process.env.FAKE_DOCKER_IMAGE) throw new Error(`There is no image ${image}.`);
const child = spawn(process.execPath, [process.env.FAKE_DOCKER_ENTRY, ...words], { env, stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));

function setVariable(word) {
  const [name, ...value] = word.split('=');
  env[name] = value.length > 0 ? value.join('=') : process.env[name];
}

/** Inside a container, `localhost` is the container itself. This name refers to the machine. */
function addHost(word) {
  if (word !== 'host.docker.internal:host-gateway') throw new Error(`Another host than expected: ${word}`);
}
