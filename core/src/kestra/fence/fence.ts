import { KestraMcpError } from '../../foundation/errors.js';

/**
 * The namespaces that a client is fixed to. It holds for what is asked of Kestra, not for what flows do there: a run
 * inside may start flows outside, ends them when it is killed, and has in its record what it knows of them. To limit
 * flows is up to Kestra.
 */
export class Fence {
  /** None is below another, so that no row is found twice. */
  private readonly roots: readonly string[];

  constructor(namespaces: readonly string[]) {
    const different = [...new Set(namespaces)];
    this.roots = Object.freeze(different.filter((one) => !different.some((other) => isBelow(one, other))));
    Object.freeze(this);
  }

  /** True for an allowed namespace and its children; false for whatever is not a namespace. */
  allows(namespace: unknown): boolean {
    return (
      typeof namespace === 'string' &&
      this.roots.some((root) => namespace === root || isBelow(namespace, root))
    );
  }

  /**
   * What a search with children has to be made of to stay inside: itself, or the allowed namespaces below it. One that
   * is outside stays as it is, for its request to be refused.
   */
  narrow(namespace: string | undefined): readonly string[] {
    if (namespace === undefined) return this.roots;
    if (this.allows(namespace)) return [namespace];
    const below = this.roots.filter((root) => isBelow(root, namespace));
    return below.length > 0 ? below : [namespace];
  }

  /** The error for a request that is not sent. */
  refusal(request: string, reason: string): KestraMcpError {
    return new KestraMcpError('KMCP_OUTSIDE', `${request} was not sent: ${reason}.`, { hint: this.hint });
  }

  get hint(): string {
    return `Allowed: ${this.roots.join(', ')} (and the namespaces below ${this.roots.length > 1 ? 'them' : 'it'}).`;
  }
}

/** No namespaces, no fence. */
export function fenceOf(namespaces: readonly string[] = []): Fence | undefined {
  return namespaces.length > 0 ? new Fence(namespaces) : undefined;
}

function isBelow(namespace: string, parent: string): boolean {
  return namespace.startsWith(`${parent}.`);
}
