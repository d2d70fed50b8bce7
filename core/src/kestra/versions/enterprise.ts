/** Hints for routes without an id: there, 404 is about the edition. */
export const ENTERPRISE = {
  404: 'This takes Kestra Enterprise Edition: an OSS Kestra does not have the route.',
} as const;
