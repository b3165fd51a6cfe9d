/** Stands in for the `debug` package: makes loggers that log nothing. */
const ignore = Object.assign(() => undefined, { enabled: false });
const createDebug = () => ignore;

module.exports = Object.assign(createDebug, { default: createDebug, debug: createDebug });
