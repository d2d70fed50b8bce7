import { type Confirm, NotFoundError, quoted } from '@kestra-mcp/core';
import type * as z from 'zod';
import type { ManageGroup, ManageInvitations } from './access/access.schemas.js';
import type { ManageApps } from './apps/apps.schemas.js';
import type { ManageAnnouncements } from './instance/instance.schemas.js';
import type { ManageTests } from './tests/tests.schemas.js';

export const confirmInvitation: Confirm<z.output<typeof ManageInvitations>> = {
  async loses({ action, id_ }, { kestra }) {
    const found = action === 'delete' && id_ ? await orNone(kestra.invitations.get(id_)) : undefined;
    if (found === undefined) return undefined;
    const { email = '?', status = '?' } = found;
    return {
      will: `delete the invitation of ${quoted(email, 100)} with status ${quoted(status)}`,
      asOf: email,
    };
  },
};

export const confirmGroup: Confirm<z.output<typeof ManageGroup>> = {
  async loses({ action, id_ }, { kestra }) {
    const found = action === 'delete' && id_ ? await orNone(kestra.groups.get(id_)) : undefined;
    if (found === undefined) return undefined;
    return {
      will: `delete the group of users ${quoted(found.name, 100)} and the permissions that it gives its members`,
    };
  },
};

export const confirmApp: Confirm<z.output<typeof ManageApps>> = {
  async loses({ action, uid }, { kestra }) {
    const app = action === 'delete' && uid ? await orNone(kestra.apps.get(uid)) : undefined;
    if (app === undefined || uid === undefined) return undefined;
    const { namespace = '?', id, name } = app;
    return {
      will: `delete the app ${quoted(name ?? id ?? uid, 100)} in the namespace ${quoted(namespace, 150)}`,
    };
  },
};

export const confirmAnnouncement: Confirm<z.output<typeof ManageAnnouncements>> = {
  async loses({ action, id_ }, { kestra }) {
    if (action !== 'delete') return undefined;
    const banner = (await kestra.banners.list()).find(({ id }) => id === id_);
    if (banner === undefined) return undefined;
    return { will: `delete the announcement ${quoted(banner.message ?? '', 120)}` };
  },
};

/** Sends no request: the name of a suite says enough. */
export const confirmTests: Confirm<z.output<typeof ManageTests>> = {
  loses({ action, namespace, id_ }) {
    if (action !== 'delete' || namespace === undefined || id_ === undefined) return undefined;
    return { will: `delete the test suite ${namespace}.${id_} with its test cases` };
  },
};

/** Undefined if it does not exist: the tool itself reports that. */
async function orNone<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
