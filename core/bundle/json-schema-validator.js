/**
 * Replaces `_shims` of the MCP SDK, which loads ajv at every start. ajv is needed only to check what a user filled in,
 * so it is loaded then.
 */
export { default as process } from 'node:process';

export class DefaultJsonSchemaValidator {
  getValidator(schema) {
    const { AjvJsonSchemaValidator } = require('on-demand:json-schema-validator');
    this.validator ??= new AjvJsonSchemaValidator();
    return this.validator.getValidator(schema);
  }
}
