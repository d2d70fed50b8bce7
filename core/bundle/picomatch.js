/** Replaces picomatch, which a start without globs in its lists does not need. */
export default (...given) => require('on-demand:picomatch')(...given);
