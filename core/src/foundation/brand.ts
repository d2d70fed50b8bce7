/** Marks a class of core with a name that every installed copy of the class shares. */
export const BRAND: unique symbol = Symbol.for('kestra-mcp.brand') as never;

type Class = abstract new (...args: never[]) => object;

/** Gives a class its brand, and an `instanceof` that compares brands. */
export function brand(type: Class, name: string): void {
  Object.defineProperty(type, BRAND, { value: name });
  recogniseCopies(type);
}

/**
 * Makes `instanceof` true for instances of any copy of a branded class and of its subclasses. Subclasses inherit this
 * check; a subclass without a brand of its own matches only itself. Also restores the class name, which a bundler may
 * have changed.
 */
export function recogniseCopies(type: Class): void {
  Object.defineProperty(type, 'name', { value: (type as { [BRAND]?: unknown })[BRAND], configurable: true });
  Object.defineProperty(type, Symbol.hasInstance, { value: isInstance });
}

function isInstance(this: Class, value: unknown): boolean {
  if (!Object.hasOwn(this, BRAND)) return Function.prototype[Symbol.hasInstance].call(this, value);
  if (typeof value !== 'object' || value === null) return false;
  try {
    return brandsOf(value).includes((this as { [BRAND]?: unknown })[BRAND]);
  } catch {
    // Reading from a proxy may throw.
    return false;
  }
}

/** The brands of an object's class and of its base classes. */
function brandsOf(value: object): unknown[] {
  const brands: unknown[] = [];
  for (let at: object | null = Object.getPrototypeOf(value); at !== null; at = Object.getPrototypeOf(at)) {
    const type: object | undefined = Object.hasOwn(at, 'constructor') ? at.constructor : undefined;
    if (type !== undefined && Object.hasOwn(type, BRAND)) brands.push((type as { [BRAND]?: unknown })[BRAND]);
  }
  return brands;
}
