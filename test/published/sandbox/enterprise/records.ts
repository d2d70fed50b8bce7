import type { JsonObject } from '../json.js';
import type { Micros } from '../time.js';
import type { AssertionResult } from './assertions.js';

export const BINDING_TYPES = ['USER', 'GROUP'] as const;

export const BANNER_TYPES = ['INFO', 'WARNING', 'ERROR'] as const;

/** An announcement to everybody who uses the instance, or one tenant. */
export interface Banner {
  id: string;
  message: string;
  type: (typeof BANNER_TYPES)[number];
  startDate?: string | undefined;
  endDate?: string | undefined;
  tenantId?: string | undefined;
  active: boolean;
}

/** A role given to a user or a group, everywhere or in one namespace. */
export interface Binding {
  id: string;
  type: (typeof BINDING_TYPES)[number];
  externalId: string;
  roleId: string;
  namespaceId?: string | undefined;
}

export type Membership = 'OWNER' | 'MEMBER';

/** Users who share their roles. */
export interface Group {
  id: string;
  name: string;
  description?: string | undefined;
  /** By user id. */
  members: ReadonlyMap<string, Membership>;
}

/** An offer of access to the tenant. */
export interface Invitation {
  id: string;
  email: string;
  roleIds: readonly string[];
  groupIds: readonly string[];
  owner: boolean;
  sentAt: Micros;
}

/** A namespace that somebody has created, with what it was given. */
export interface KeptNamespace extends JsonObject {
  id: string;
}

/** What its holders may do. */
export interface Role {
  id: string;
  name: string;
  description: string;
  /** Resources to what may be done with them. */
  permissions: Record<string, readonly string[]>;
  isDefault: boolean;
  isManaged: boolean;
}

export type TestState = 'ERROR' | 'SUCCESS' | 'FAILED' | 'SKIPPED';

/** What a run of a suite has come to. */
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
