/** What a person has to do something about; its message says what. */
export class Failure extends Error {}
