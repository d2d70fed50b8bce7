import type { JsonObject } from '../json.js';
import type { Micros } from '../time.js';
import type { AssertionResult } from './assertions.js';

export const BINDING_TYPES = ['USER', 'GROUP'] as const;

export const BANNER_TYPES = ['INFO', 'WARNING', 'ERROR'] as const;

/** An announcement to all users of the instance or of one tenant. */
export interface Banner {
  id: string;
  message: string;
  type: (typeof BANNER_TYPES)[number];
  startDate?: string | undefined;
  endDate?: string | undefined;
  tenantId?: string | undefined;
  active: boolean;
}

/** A role that a user or group has everywhere or in one namespace. */
export interface Binding {
  id: string;
  type: (typeof BINDING_TYPES)[number];
  externalId: string;
  roleId: string;
  namespaceId?: string | undefined;
}

export type Membership = 'OWNER' | 'MEMBER';

/** Users with shared roles. */
export interface Group {
  id: string;
  name: string;
  description?: string | undefined;
  /** By user id. */
  members: ReadonlyMap<string, Membership>;
}

/** An invitation to the tenant. */
export interface Invitation {
  id: string;
  email: string;
  roleIds: readonly string[];
  groupIds: readonly string[];
  owner: boolean;
  sentAt: Micros;
}

/** A namespace that someone created, with its settings. */
export interface KeptNamespace extends JsonObject {
  id: string;
}

/** A role: what its holders may do. */
export interface Role {
  id: string;
  name: string;
  description: string;
  /** The permitted actions by resource. */
  permissions: Record<string, readonly string[]>;
  isDefault: boolean;
  isManaged: boolean;
}

export type TestState = 'ERROR' | 'SUCCESS' | 'FAILED' | 'SKIPPED';

/** The result of running a test suite. */
export interface SuiteRun {
  id: string;
  testSuiteId: string;
  namespace: string;
  flowId: string;
  state: TestState;
  startDate: string;
  endDate: string;
  results: CaseResult[];
}

export interface CaseResult {
  testId: string;
  testType: string;
  executionId?: string;
  url?: string;
  state: TestState;
  assertionResults: AssertionResult[];
  errors: { message: string; details?: string }[];
  fixtures?: JsonObject;
}
