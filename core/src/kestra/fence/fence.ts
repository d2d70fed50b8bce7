import { KestraMcpError } from '../../foundation/errors.js';

/**
 * The namespaces that a client is fixed to. The fence limits requests to Kestra, not what flows do there. An execution
 * inside may start flows outside and kills them when it is killed, and its record contains what it knows about them.
 * Only Kestra can limit flows.
 */
export class Fence {
  /** None is below another, so no row is found twice. */
  private readonly roots: readonly string[];

  constructor(namespaces: readonly string[]) {
    const different = [...new Set(namespaces)];
    this.roots = Object.freeze(different.filter((one) => !different.some((other) => isBelow(one, other))));
    Object.freeze(this);
  }

  /** True for a fixed namespace and its children, false for anything that is not a namespace. */
  allows(namespace: unknown): boolean {
    return (
      typeof namespace === 'string' &&
      this.roots.some((root) => namespace === root || isBelow(namespace, root))
    );
  }

  /**
   * The namespaces to search so that a search with children stays inside: the given one, or the fixed ones below it.
   * One that is outside is returned unchanged, so that its request is refused.
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

/** Undefined if no namespaces are fixed. */
export function fenceOf(namespaces: readonly string[] = []): Fence | undefined {
  return namespaces.length > 0 ? new Fence(namespaces) : undefined;
}

function isBelow(namespace: string, parent: string): boolean {
  return namespace.startsWith(`${parent}.`);
}
