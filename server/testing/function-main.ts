/* An instance of the function as a process of its own, with a port, which is what a host adds. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { openFunction } from '../function';

process.once('disconnect', () => process.exit(0));
openFunction()
  .then(async (server) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    process.send?.((server.address() as AddressInfo).port);
  })
  .catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
