import { readFileSync } from 'node:fs';
import { sep } from 'node:path';

/**
 * Files that may use import.meta: here.ts knows about the bundle, and the folder of a plugin's skills comes from its
 * manifest there.
 */
const MAY_ASK = /[\\/](?:process[\\/]here|plugins[\\/][\w-]+[\\/]dist[\\/]skills)\.js$/;

/** Rejects our files that use import.meta to find their location, because they are elsewhere in the bundle. */
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
