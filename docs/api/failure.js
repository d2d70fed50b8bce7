/** A problem that the developer must fix. The message says how. */
export class Failure extends Error {}
