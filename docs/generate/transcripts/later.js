import { START } from './clock.js';

/**
 * Preloaded into the server. Its clock runs some minutes after the start of the recording, independent of the machine's
 * clock.
 */
const RealDate = Date;
const offset = START + 12 * 60_000 - RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + offset);
    else super(...given);
  }

  static now() {
    return RealDate.now() + offset;
  }
};
