import { Files } from '../../lib/files/files';
import { OpfsVault } from '../../lib/files/opfs/opfs-vault';
import { LogicalClock } from '../../lib/room/logical-clock';
import type { RoomLink } from '../../lib/room/room-link';
import { RoomWire } from '../../lib/room/room-wire';
import { systemClock } from '../../lib/store/clock';
import { silentLogger } from '../../lib/store/logger';

/** Runs in the pages of the benchmark: one end of a connection, with a bare channel and with files over it. */
export interface FilesBench {
  offer(): Promise<RTCSessionDescriptionInit>;
  answer(offer: RTCSessionDescriptionInit): Promise<RTCSessionDescriptionInit>;
  accept(answer: RTCSessionDescriptionInit): Promise<void>;
  /** Sends so many bytes over a bare channel; resolves, in milliseconds, when the other side has said that all are there. */
  sendBare(bytes: number): Promise<number>;
  /** Offers the file in the page's input; resolves when a copy is kept, or it is known that none will be. */
  offerFile(): Promise<string>;
  /** Fetches an offered file; resolves with the milliseconds until it is whole, checked and on disk. */
  fetchFile(fileId: string): Promise<number>;
  /** SHA-256 of the SHA-256s of every MiB of a file that has come, in hexadecimal. */
  digest(fileId: string): Promise<string>;
  forget(fileId: string): Promise<void>;
}

declare global {
  interface Window {
    filesBench: FilesBench;
  }
}

const pieceBytes = 64 * 1024;
const highBytes = 1024 * 1024;
const isSender = location.hash === '#sender';
const [self, other] = isSender
  ? (['aaaa-aaaa-aaaa-aaaa', 'bbbb-bbbb-bbbb-bbbb'] as const)
  : (['bbbb-bbbb-bbbb-bbbb', 'aaaa-aaaa-aaaa-aaaa'] as const);

const connection = new RTCPeerConnection();
const bare = connection.createDataChannel('bare', { negotiated: true, id: 9 });
bare.binaryType = 'arraybuffer';
bare.bufferedAmountLowThreshold = highBytes / 4;
let awaitedBytes = 0;

const wire = new RoomWire({ clock: systemClock, logger: silentLogger });
const roomId = 'cccc-cccc-cccc-cccc';
const vault = new OpfsVault({ roomId, self });
let copied: Promise<void> = Promise.resolve();
const stage = vault.stage.bind(vault);
vault.stage = (...args) => {
  copied = stage(...args).catch(() => undefined);
  return copied;
};
const files = new Files({
  roomId,
  tabStorage: null,
  wire,
  vault,
  logicalClock: new LogicalClock(),
  getDisplayName: () => self,
  clock: systemClock,
  logger: silentLogger,
});
const link: RoomLink = {
  participantId: other,
  isSilent: () => false,
  openChannel: (label, id) => connection.createDataChannel(label, { negotiated: true, id }),
};
wire.enter((onLink) => {
  onLink(link);
  return () => undefined;
});
files.enter();

/** Resolves once the description holds every candidate. */
async function gathered(): Promise<RTCSessionDescriptionInit> {
  while (connection.iceGatheringState !== 'complete') {
    await new Promise((resolve) =>
      connection.addEventListener('icegatheringstatechange', resolve, { once: true }),
    );
  }
  if (!connection.localDescription) throw new Error('no description');
  return connection.localDescription.toJSON();
}

function hexOf(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

bare.onmessage = ({ data }) => {
  if (typeof data === 'string') awaitedBytes = Number(data);
  else awaitedBytes -= (data as ArrayBuffer).byteLength;
  if (awaitedBytes === 0) bare.send('all there');
};

window.filesBench = {
  async offer() {
    await connection.setLocalDescription();
    return gathered();
  },
  async answer(offer) {
    await connection.setRemoteDescription(offer);
    await connection.setLocalDescription();
    return gathered();
  },
  async accept(answer) {
    await connection.setRemoteDescription(answer);
    while (bare.readyState !== 'open' || !wire.reachable.getSnapshot().has(other)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
  async sendBare(bytes) {
    const piece = crypto.getRandomValues(new Uint8Array(pieceBytes));
    const startMs = performance.now();
    const isThere = new Promise((resolve) => {
      bare.onmessage = resolve;
    });
    bare.send(String(bytes));
    for (let sent = 0; sent < bytes; sent += pieceBytes) {
      if (bare.bufferedAmount > highBytes) {
        await new Promise((resolve) => bare.addEventListener('bufferedamountlow', resolve, { once: true }));
      }
      bare.send(piece.subarray(0, Math.min(pieceBytes, bytes - sent)));
    }
    await isThere;
    return performance.now() - startMs;
  },
  async offerFile() {
    const file = document.querySelector('input')?.files?.[0];
    const fileId = file && files.offer(file, { to: null });
    if (!fileId) throw new Error('no file');
    await copied;
    return fileId;
  },
  fetchFile(fileId) {
    return new Promise((resolve, reject) => {
      let startMs = 0;
      const look = () => {
        const view = files.state.getSnapshot().incoming.get(fileId);
        if (view && startMs === 0) {
          startMs = performance.now();
          files.fetch(fileId);
        }
        if (view?.state.status === 'done') resolve(performance.now() - startMs);
        else if (view?.state.status === 'failed') reject(new Error(view.state.failure));
        else setTimeout(look, 5);
      };
      look();
    });
  },
  async digest(fileId) {
    const blob = await files.read(fileId);
    if (!blob) throw new Error('not there');
    const digests: Uint8Array[] = [];
    for (let at = 0; at < blob.size; at += 1024 * 1024) {
      const bytes = await blob.slice(at, at + 1024 * 1024).arrayBuffer();
      digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    }
    const all = new Uint8Array(digests.flatMap((digest) => [...digest]));
    return hexOf(await crypto.subtle.digest('SHA-256', all));
  },
  async forget(fileId) {
    if (isSender) files.withdraw(fileId);
    else files.cancel(fileId);
  },
};
