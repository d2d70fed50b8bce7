import { readFileSync } from 'node:fs';
import { sep } from 'node:path';

/** These files may: here.ts handles the bundle, and the manifest says where the skills of a bundled plugin are. */
const MAY_ASK = /[\\/](?:process[\\/]here|plugins[\\/][\w-]+[\\/]dist[\\/]skills)\.js$/;

/** Rejects files that ask for their own path, since that path changes when they are bundled. */
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
