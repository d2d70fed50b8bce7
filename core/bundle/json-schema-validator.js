/**
 * Stands in for `_shims` of the MCP SDK, which loads ajv at every start: it is needed only to check what a user has
 * filled in, and is loaded when that happens.
 */
export { default as process } from 'node:process';

export class DefaultJsonSchemaValidator {
  getValidator(schema) {
    // `require`, since this cannot wait; bundled, it becomes a function that runs the module.
    const { AjvJsonSchemaValidator } = require('@modelcontextprotocol/server/validators/ajv');
    this.validator ??= new AjvJsonSchemaValidator();
    return this.validator.getValidator(schema);
  }
}
