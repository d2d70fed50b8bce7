/** Hints for routes without an id: there, 404 is about the edition. */
export const ENTERPRISE = {
  404: 'This requires Kestra Enterprise Edition (EE): open source Kestra does not have this route.',
} as const;
