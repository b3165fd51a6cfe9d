import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileId, RoomMessage, RoomMessageKind } from '@/lib/protocol';
import type { ContentOf } from '@/lib/room/room-wire';
import { FilesStranger } from '@/lib/testing/files-stranger';
import { type FilesPerson, FilesWorld, worldBlockBytes } from '@/lib/testing/files-world';
import { standardBlockBytes } from './blocks';
import { maxPieceBytes } from './frames';

const eveId = 'eeee-eeee-eeee-eeee';
const stream = 0x01020304;

let world: FilesWorld;
let ada: FilesPerson;
let eve: FilesStranger;
beforeEach(async () => {
  world = new FilesWorld(1);
  ada = world.addPerson('aaaa-aaaa-aaaa-aaaa');
  await meet();
});
afterEach(() => world.dispose());

/** A path between Ada and Eve, the only one. */
async function meet(): Promise<void> {
  eve = new FilesStranger(world, ada, eveId);
  await world.advance(100);
}

function said<K extends RoomMessageKind>(kind: K): ContentOf<K>[] {
  return eve.heard.flatMap((message: RoomMessage) =>
    message.kind === kind ? [message.content as ContentOf<K>] : [],
  );
}

function offer(file: File, to: string | null = null): FileId {
  const fileId = ada.files.offer(file, { to });
  if (!fileId) throw new Error('not offered');
  return fileId;
}

async function request(fileId: FileId, block = 0, digest: string | null = null): Promise<void> {
  eve.say({ kind: 'file-request', content: { version: 1, fileId, stream, block, digest } });
  await world.advance(1_000);
}

async function sha256(bytes: BufferSource): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

const offered = () => said('file-offers').flatMap(({ offers }) => offers);
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

describe('an offer (PROTOCOL F1)', () => {
  it('tells everything about a file, under a name of 16 random bytes', async () => {
    const voice = { durationMs: 1_500, peaks: 'AAECAw' };
    const file = world.drawFile('note.webm', 70_000, 'audio/webm');
    const fileIds = [null, eveId].map((to) => ada.files.offer(file, { to, voice }));
    await world.advance(100);
    const known = { name: 'note.webm', size: 70_000, type: 'audio/webm', displayName: 'a', voice };
    const at = { offeredMs: world.clock.timeOfDay() - 100, state: 'ready' };
    expect(offered()).toEqual([
      { fileId: fileIds[0], to: null, order: 1, ...known, ...at },
      { fileId: fileIds[1], to: eveId, order: 2, ...known, ...at },
    ]);
    for (const fileId of fileIds) expect(fileId).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(new Set(fileIds).size).toBe(2);
  });

  it('stays the same across a reload of its sender, but for whether its bytes can be had', async () => {
    const fileId = offer(world.drawFile('film.bin', 70_000));
    ada.files.setHeld(fileId, true);
    ada.files.setHeld(fileId, false);
    await world.advance(100);
    const [first] = offered();
    world.reload(ada);
    await meet();
    expect(offered()).toEqual([{ ...first, state: 'missing' }]);
  });

  it('says when it is held back: whoever asks then is not refused (F6)', async () => {
    const fileId = offer(world.drawFile('film.bin', 70_000));
    ada.files.setHeld(fileId, true);
    await request(fileId);
    expect(offered().map(({ state }) => state)).toEqual(['ready', 'paused']);
    expect([said('file-refusal'), eve.frames]).toEqual([[], []]);
  });
});

describe('the frames of a file (PROTOCOL F3)', () => {
  /** By the words of the rule. */
  function readFrame(data: ArrayBuffer) {
    const view = new DataView(data);
    const [kind, ...unused] = new Uint8Array(data, 0, 4);
    const [streamOf, block, offset] = [view.getUint32(4), view.getUint32(8), view.getUint32(12)];
    return { kind, unused, stream: streamOf, block, offset, body: new Uint8Array(data, 16) };
  }

  it('are pieces in order, the digest of each block, and that of all digests', async () => {
    const file = world.drawFile('film.bin', 2 * worldBlockBytes + 5);
    await request(offer(file));
    const frames = eve.frames.map(readFrame);
    for (const frame of frames) expect(frame).toMatchObject({ stream, unused: [0, 0, 0] });
    const digests: Uint8Array[] = [];
    for (const block of [0, 1, 2]) {
      const start = block * worldBlockBytes;
      const bytes = await bytesOf(file.slice(start, start + worldBlockBytes));
      const pieces = frames.filter((frame) => frame.kind === 1 && frame.block === block);
      expect(pieces.map(({ offset }) => offset)).toEqual(
        pieces.map((_, n) => pieces.slice(0, n).reduce((sum, { body }) => sum + body.length, 0)),
      );
      expect(Buffer.concat(pieces.map(({ body }) => body)).equals(bytes)).toBe(true);
      digests.push(await sha256(bytes));
    }
    expect(frames.filter(({ kind }) => kind === 2).map(({ block, body }) => [block, body])).toEqual(
      digests.map((digest, block) => [block, digest]),
    );
    const end = await sha256(Buffer.concat(digests));
    expect(frames.at(-1)).toMatchObject({ kind: 3, body: end });
    expect(frames.filter(({ kind }) => kind === 3)).toHaveLength(1);
  });

  it('hold at most 64 KiB of a block, which has 256 KiB', () => {
    expect([maxPieceBytes, standardBlockBytes]).toEqual([64 * 1024, 256 * 1024]);
  });

  it('are acknowledged by how many bytes of the channel have been taken in', async () => {
    const { fileId } = eve.offer();
    await world.advance(100);
    ada.files.fetch(fileId);
    await world.advance(100);
    const piece = { kind: 'piece', stream: eve.stream, block: 0, bytes: new Uint8Array(1_000) } as const;
    eve.send({ ...piece, offset: 0 });
    eve.send({ ...piece, offset: 1_000 });
    await world.advance(100);
    const acknowledged = eve.frames.map((data) => [readFrame(data).kind, new DataView(data).getFloat64(8)]);
    expect(acknowledged.at(-1)).toEqual([4, 2 * 1_016]);
  });
});

describe('whoever needs no more of a file (PROTOCOL F5)', () => {
  /** Eve offers one of three blocks, and Ada has asked for it. */
  async function fetchFromEve(): Promise<FileId> {
    const { fileId } = eve.offer();
    await world.advance(100);
    ada.files.fetch(fileId);
    await world.advance(100);
    return fileId;
  }
  const stopReasons = () => said('file-stop').map(({ reason }) => reason);

  it.each([
    ['paused', 'pause'],
    ['cancelled', 'cancel'],
  ] as const)('says %s', async (reason, act) => {
    ada.files[act](await fetchFromEve());
    await world.advance(100);
    expect(stopReasons()).toEqual([reason]);
  });

  it('says failed', async () => {
    await fetchFromEve();
    eve.send({ kind: 'end', stream: eve.stream, digest: new Uint8Array(32) });
    await world.advance(100);
    expect(stopReasons()).toEqual(['failed']);
  });

  it('says done, and says so again when it is offered again', async () => {
    await fetchFromEve();
    const bytes = new Uint8Array(worldBlockBytes);
    const digest = new Uint8Array(await sha256(bytes));
    for (const block of [0, 1, 2]) {
      eve.send({ kind: 'piece', stream: eve.stream, block, offset: 0, bytes });
      eve.send({ kind: 'seal', stream: eve.stream, block, digest });
    }
    const all = new Uint8Array(await sha256(Buffer.concat([digest, digest, digest])));
    eve.send({ kind: 'end', stream: eve.stream, digest: all });
    await world.advance(1_000);
    expect(stopReasons()).toEqual(['done']);
    eve.leave();
    await meet();
    eve.offer();
    await world.advance(1_000);
    expect(stopReasons()).toEqual(['done']);
  });

  it.each(['paused', 'cancelled', 'done', 'failed'])('is sent no more once they said %s', async (reason) => {
    const fileId = offer(world.drawFile('film.bin', 200 * worldBlockBytes));
    await request(fileId);
    eve.say({ kind: 'file-stop', content: { version: 1, fileId, reason } });
    await world.advance(100);
    const { length } = eve.frames;
    expect(length).toBeGreaterThan(0);
    const receivedBytes = eve.frames.reduce((sum, { byteLength }) => sum + byteLength, 0);
    eve.send({ kind: 'ack', receivedBytes });
    await world.advance(1_000);
    expect(eve.frames).toHaveLength(length);
  });
});

describe('a request that is not served (PROTOCOL F6)', () => {
  const refusals = () => said('file-refusal').map(({ reason }) => reason);
  const digest = 'A'.repeat(43);

  it('is answered that the file is gone, or was never for them', async () => {
    await request('A'.repeat(22));
    await request(offer(world.drawFile('film.bin', 10), 'bbbb-bbbb-bbbb-bbbb'));
    expect(refusals()).toEqual(['gone', 'gone']);
  });

  it('is answered that the file has changed', async () => {
    await request(offer(world.drawFile('film.bin', 3 * worldBlockBytes)), 1, digest);
    expect(refusals()).toEqual(['changed']);
  });

  it('is answered that the file cannot be read', async () => {
    const file = world.drawFile('film.bin', 3 * worldBlockBytes);
    file.slice = () => {
      throw new DOMException('moved', 'NotReadableError');
    };
    await request(offer(file), 1, digest);
    expect(refusals()).toEqual(['unreadable']);
  });

  it('is answered that eight are served already', async () => {
    for (let n = 0; n < 9; n++) await request(offer(world.drawFile(`${n}.bin`, 200 * worldBlockBytes)));
    expect(said('file-refusal')).toEqual([
      { version: 1, fileId: offered().at(-1)?.fileId, stream, reason: 'busy' },
    ]);
  });
});
