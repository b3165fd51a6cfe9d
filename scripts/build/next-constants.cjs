/**
 * Stands for Next's constants in the scripts of the pages (next.config.js): of a hundred, most of them words for whoever
 * builds, browsers read these.
 */
exports.MATCHED_PATH_HEADER = 'x-matched-path';
exports.NEXT_INTERCEPTION_MARKER_PREFIX = 'nxtI';
exports.NEXT_NAV_DEPLOYMENT_ID_HEADER = 'x-nextjs-deployment-id';
exports.NEXT_QUERY_PARAM_PREFIX = 'nxtP';
