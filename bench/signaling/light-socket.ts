import { connect, type Socket } from 'node:net';

const upgrade =
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n' +
  'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: cGFybGV5LWJlbmNobWFyaw==\r\n\r\n';

/** A text as a WebSocket frame (RFC 6455 5.2), ready to be written any number of times; the mask is zero. */
export function toFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 6 : length < 65_536 ? 8 : 14);
  header[0] = 0x81;
  if (length < 126) header[1] = 0x80 | length;
  else if (length < 65_536) {
    header[1] = 0x80 | 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 0x80 | 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

const pong = toFrame('3');
/** How a connection begins: its CONNECT packet, made beforehand, and how the message begins that answers it. */
export interface Opening {
  frame: Buffer;
  answer: string;
}

/**
 * A Socket.io connection that costs next to nothing, so that the server is what is measured: it writes frames made
 * beforehand and looks at no more of what comes than the type of the packet.
 */
export class LightSocket {
  /** A whole text message of the server; `kind` is `event`, `ack` or `other`. */
  onMessage: (kind: 'event' | 'ack' | 'other', text: () => string) => void = () => undefined;
  #rest: Buffer = Buffer.alloc(0);
  #isUpgraded = false;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk));
  }

  /** Connects; resolves with the socket, its id and the `answer` once that has come. */
  static open(port: number, opening: Opening): Promise<{ socket: LightSocket; id: string; answer: string }> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      const light = new LightSocket(socket);
      let id = '';
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('the server closed the connection')));
      socket.once('connect', () => socket.write(upgrade));
      light.onMessage = (_kind, text) => {
        const message = text();
        if (message.startsWith('0')) light.write(opening.frame);
        else if (message.startsWith('40')) id = (JSON.parse(message.slice(2)) as { sid: string }).sid;
        if (message.startsWith(opening.answer)) resolve({ socket: light, id, answer: message });
      };
    });
  }

  write(frame: Buffer): void {
    this.socket.write(frame);
  }

  /** Writes a frame and resolves with the text of the next acknowledgement. */
  ask(frame: Buffer): Promise<string> {
    return new Promise((resolve) => {
      this.onMessage = (kind, text) => {
        if (kind === 'ack') resolve(text());
      };
      this.write(frame);
    });
  }

  end(): void {
    this.socket.removeAllListeners('close');
    this.socket.destroy();
  }

  #read(chunk: Buffer): void {
    let data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#isUpgraded) {
      const end = data.indexOf('\r\n\r\n');
      if (end >= 0) {
        this.#isUpgraded = true;
        data = data.subarray(end + 4);
      }
    }
    let at = 0;
    while (this.#isUpgraded && data.length - at >= 2) {
      const short = (data[at + 1] ?? 0) & 0x7f;
      const headerBytes = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length - at < headerBytes) break;
      const length =
        short < 126
          ? short
          : short === 126
            ? data.readUInt16BE(at + 2)
            : Number(data.readBigUInt64BE(at + 2));
      if (data.length - at < headerBytes + length) break;
      const start = at + headerBytes;
      at = start + length;
      this.#dispatch(data.subarray(start, at));
    }
    this.#rest = data.subarray(at);
  }

  #dispatch(payload: Buffer): void {
    if (payload.length === 1 && payload[0] === 0x32) {
      this.write(pong);
      return;
    }
    const kind =
      payload[0] !== 0x34 ? 'other' : payload[1] === 0x32 ? 'event' : payload[1] === 0x33 ? 'ack' : 'other';
    this.onMessage(kind, () => payload.toString());
  }
}
