/** Replaces picomatch, which a start needs only if a list contains a glob. */
export default (...given) => require('on-demand:picomatch')(...given);
