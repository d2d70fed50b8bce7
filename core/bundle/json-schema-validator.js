/**
 * Stands in for `_shims` of the MCP SDK, which loads ajv at every start: it is needed only to check what a user has
 * filled in, and is loaded when that happens.
 */
export { default as process } from 'node:process';

export class DefaultJsonSchemaValidator {
  getValidator(schema) {
    const { AjvJsonSchemaValidator } = require('on-demand:json-schema-validator');
    this.validator ??= new AjvJsonSchemaValidator();
    return this.validator.getValidator(schema);
  }
}
