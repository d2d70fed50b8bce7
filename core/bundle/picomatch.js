/** Stands in for picomatch, which a start without a glob in its lists does not need. */
export default (...given) => require('on-demand:picomatch')(...given);
