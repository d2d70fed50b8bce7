import { readFileSync } from 'node:fs';
import { sep } from 'node:path';

/** Those may: here.ts allows for the bundle, and where a plugin's skills are is there what the manifest says. */
const MAY_ASK = /[\\/](?:process[\\/]here|plugins[\\/][\w-]+[\\/]dist[\\/]skills)\.js$/;

/** Refuses files of ours that ask where they are: bundled, they are elsewhere. */
export const ownPlaces = {
  name: 'own-places',
  setup(build) {
    build.onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
      if (path.includes(`${sep}node_modules${sep}`) || MAY_ASK.test(path)) return undefined;
      if (!readFileSync(path, 'utf8').includes('import.meta')) return undefined;
      return {
        errors: [
          {
            text: 'import.meta is another place in the bundle: take it from core/src/process/here.ts.',
            location: { file: path },
          },
        ],
      };
    });
  },
};
