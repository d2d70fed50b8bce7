/** Hints for routes without an id, where a 404 means the wrong edition. */
export const ENTERPRISE = {
  404: 'This requires Kestra Enterprise Edition (EE): open source Kestra does not have this route.',
} as const;
