import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Copy, DockerfileParser, type From, type Instruction } from 'dockerfile-ast';
import { ROOT } from '../../../support/paths.js';
import { temporaryFolder } from '../../../support/temporary.js';
import { copyContext } from './context.js';
import { shell } from './shell.js';

export const DOCKERFILE = join(ROOT, 'examples', 'docker', 'Dockerfile');

/** A stage of the build, with a folder as its file system. It does not contain the base image. */
export interface Image {
  base: string;
  folder: string;
  workdir: string;
  env: Record<string, string>;
  /** Only during the build. */
  args: Record<string, string>;
  labels: Record<string, string>;
  user: string;
  entrypoint: string[];
}

/** Follows the Dockerfile without Docker. It supports only the instructions that the file uses. */
export async function buildImage(): Promise<Image> {
  const context = temporaryFolder();
  copyContext(context);
  const stages = new Map<string, Image>();
  let image: Image | undefined;
  for (const instruction of DockerfileParser.parse(readFileSync(DOCKERFILE, 'utf8')).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const from = instruction as From;
      image = started(from.getImage() ?? '');
      stages.set(from.getBuildStage() ?? 'final', image);
    } else if (image) await follow(instruction, image, (stage) => stages.get(stage)?.folder ?? context);
  }
  if (!image) throw new Error('The Dockerfile has no FROM.');
  return image;
}

/** Where a path of the image is on this machine. */
export function placeOf({ folder, workdir }: Image, path: string): string {
  return path.startsWith('/') ? join(folder, path) : join(folder, workdir, path);
}

function started(base: string): Image {
  return {
    base,
    folder: temporaryFolder(),
    workdir: '/',
    env: {},
    args: {},
    labels: {},
    user: 'root',
    entrypoint: [],
  };
}

async function follow(instruction: Instruction, image: Image, source: (stage: string) => string) {
  const words = instruction.getArguments().map((argument) => argument.getValue());
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      image.workdir = words[0] ?? '/';
      mkdirSync(placeOf(image, '.'), { recursive: true });
      return;
    case 'COPY':
      return copy(instruction as Copy, words, image, source);
    case 'RUN':
      await shell(command(instruction), placeOf(image, '.'), { ...image.env, ...image.args });
      return;
    // The default, because this build sets no arguments.
    case 'ARG':
      return void Object.assign(image.args, pairs(words));
    case 'ENV':
      return void Object.assign(image.env, pairs(words));
    case 'LABEL':
      return void Object.assign(image.labels, pairs(words));
    case 'USER':
      image.user = words[0] ?? '';
      return;
    case 'ENTRYPOINT':
      image.entrypoint = JSON.parse(instruction.getArgumentsContent() ?? '');
      return;
    default:
      throw new Error(`The test cannot follow ${instruction.getKeyword()} yet.`);
  }
}

function copy(instruction: Copy, words: string[], image: Image, source: (stage: string) => string): void {
  const [from = '', to = ''] = words;
  cpSync(join(source(instruction.getFromFlag()?.getValue() ?? ''), from), placeOf(image, to), {
    recursive: true,
  });
}

/** The command for the shell: without flags of RUN, because npm has its cache anyway, and on one line. */
function command(instruction: Instruction): string {
  return (instruction.getArgumentsContent() ?? '').replace(/\\\n/g, ' ').replace(/^(--\S+\s+)+/, '');
}

function pairs(words: string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const [, name = '', value = ''] = /^([^=]+)="?(.*?)"?$/.exec(word) ?? [];
      return [name, value];
    }),
  );
}
