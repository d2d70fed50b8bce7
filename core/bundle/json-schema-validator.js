/**
 * Replaces `_shims` of the MCP SDK, which loads ajv at every start. ajv is needed only to validate what a user has
 * filled in, and is loaded at that point.
 */
export { default as process } from 'node:process';

export class DefaultJsonSchemaValidator {
  getValidator(schema) {
    const { AjvJsonSchemaValidator } = require('on-demand:json-schema-validator');
    this.validator ??= new AjvJsonSchemaValidator();
    return this.validator.getValidator(schema);
  }
}
