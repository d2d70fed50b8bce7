import { readFileSync } from 'node:fs';
import { sep } from 'node:path';

/** Refuses files of ours that ask where they are: bundled, they are elsewhere. Only core/src/process/here.ts allows for it. */
export const ownPlaces = {
  name: 'own-places',
  setup(build) {
    build.onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
      if (path.includes(`${sep}node_modules${sep}`) || path.endsWith(`${sep}here.js`)) return undefined;
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
