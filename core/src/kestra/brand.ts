/** Marks a class of core that plugins may ask for: any installed copy of the class means the host's instance. */
export const BRAND: unique symbol = Symbol.for('kestra-mcp.brand') as never;
