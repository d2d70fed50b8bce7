import { readFileSync } from 'node:fs';

/** The declaration of a schema. Its further lines are indented, or begin with the bracket that closes it. */
const SCHEMA = /^(const \w+Schema = )(.*(?:\n[\t}\])].*)*);$/gm;
/** The SDK fills a table of all its schemas. Nothing here uses the table. */
const TABLE = /^for \(const .* register\(key, .*$/gm;

/**
 * Leaves out the schemas of the MCP SDK that nothing uses. The SDK creates more than a hundred when it is loaded, which
 * took a tenth of every start. esbuild drops a call only if it is marked as free of side effects, so each schema is
 * created in a function whose call is marked.
 */
export const unusedSchemas = {
  name: 'unused-schemas',
  setup(build) {
    build.onLoad(
      { filter: /@modelcontextprotocol[\\/]core[\\/]dist[\\/](?:schemas|auth)-[^\\/]*\.mjs$/ },
      ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace(SCHEMA, '$1/* @__PURE__ */ (() => $2)();'),
      }),
    );
    build.onLoad(
      { filter: /@modelcontextprotocol[\\/]server[\\/]dist[\\/]src-[^\\/]*\.mjs$/ },
      ({ path }) => {
        const code = readFileSync(path, 'utf8');
        const found = code.match(TABLE)?.length;
        if (found !== 2)
          throw new Error(
            `${path} fills its table of schemas in another way than ${import.meta.filename} expects.`,
          );
        return { contents: code.replace(TABLE, '') };
      },
    );
  },
};
