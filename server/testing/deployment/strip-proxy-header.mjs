/*
 * Stands in front of a Caddy that is older than 2.7 and knows no PROXY protocol: takes the header (version 2) off each
 * connection, prints the address that it names, and passes the rest on. Arguments: <port to listen on>:<port to pass on to> …
 */
import { createConnection, createServer } from 'node:net';

const signature = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');
const fixedBytes = 16;

function addressIn(header) {
  if (header[13] === 0x11) return header.subarray(fixedBytes, fixedBytes + 4).join('.');
  if (header[13] === 0x21) {
    const groups = header.toString('hex', fixedBytes, fixedBytes + 16).match(/.{4}/g);
    return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
  }
  return 'unknown';
}

function pass(socket, port) {
  let head = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', function read(chunk) {
    head = Buffer.concat([head, chunk]);
    const bytes = head.length >= fixedBytes ? fixedBytes + head.readUInt16BE(14) : Infinity;
    if (head.length < bytes) return;
    if (!head.subarray(0, signature.length).equals(signature)) return socket.destroy();
    process.stdout.write(`${addressIn(head)}\n`);
    socket.off('data', read);
    socket.pause();
    const onward = createConnection(port, '127.0.0.1');
    onward.on('error', () => socket.destroy());
    onward.write(head.subarray(bytes));
    socket.pipe(onward).pipe(socket);
  });
}

for (const ports of process.argv.slice(2)) {
  const [from, to] = ports.split(':').map(Number);
  createServer((socket) => pass(socket, to)).listen(from, '127.0.0.1');
}
