/*
 * Starts the server where there is no source: Next takes its configuration from the build, as its own standalone server
 * does, for it is not able to load next.config.js without its compilers.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

process.chdir(join(__dirname, '..'));
const { config } = JSON.parse(readFileSync('.next/required-server-files.json', 'utf8'));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
require('../dist/server.cjs');
