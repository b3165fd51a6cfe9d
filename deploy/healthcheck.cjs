/* Exits with 0 when the server in this container answers at /healthz. */
const { request } = require('node:http');

const { HOST, PORT } = process.env;
request({ host: HOST || '127.0.0.1', port: PORT || 3000, path: '/healthz', timeout: 4_000 })
  .on('response', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1))
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1))
  .end();
