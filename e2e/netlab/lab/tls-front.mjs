import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer } from 'node:tls';

/**
 * Ends TLS in front of the app, as a reverse proxy does: browsers give a camera only to pages from HTTPS.
 *
 *   node tls-front.mjs HOST CERT KEY APP_PORT
 *
 * SIGUSR2 cuts every connection there is.
 */
const [host = '', certPath = '', keyPath = '', appPort = ''] = process.argv.slice(2);
const cuts = new Set();

const server = createServer({ cert: readFileSync(certPath), key: readFileSync(keyPath) }, (client) => {
  const upstream = connect(Number(appPort), '127.0.0.1');
  function cut() {
    client.destroy();
    upstream.destroy();
    cuts.delete(cut);
  }
  cuts.add(cut);
  client.pipe(upstream).pipe(client);
  for (const socket of [client, upstream]) socket.on('error', cut).on('close', cut);
});
server.on('tlsClientError', (_error, socket) => socket.destroy());
server.listen(443, host);

process.on('SIGUSR2', () => {
  for (const cut of cuts) cut();
});
