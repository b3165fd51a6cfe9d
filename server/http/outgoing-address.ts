import { createSocket } from 'node:dgram';

/** Of documentation (RFC 5737, RFC 3849): routed like any other address elsewhere. Nothing is sent there. */
const elsewhere = { 4: '192.0.2.1', 6: '2001:db8::1' } as const;

/** The address that this machine's packets to the internet leave from; `null` where it has no route there. */
export function outgoingAddress(family: 4 | 6): Promise<string | null> {
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  return new Promise<string | null>((resolve) => {
    socket.once('error', () => resolve(null));
    socket.connect(9, elsewhere[family], () => resolve(socket.address().address));
  }).finally(() => socket.close());
}
