import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilesStranger } from '@/lib/testing/files-stranger';
import { type FilesPerson, FilesWorld, worldBlockBytes } from '@/lib/testing/files-world';
import { digestOf } from './blocks';
import type { Frame } from './frames';
import { MemoryVault } from './memory-vault';

const eveId = 'eeee-eeee-eeee-eeee';
/** Eve's names: she may come back as somebody new as often as she likes (PROTOCOL R4). */
const nthId = (n: number) => `eeee-eeee-eeee-ee${'abcdefghij'[Math.floor(n / 10)]}${'abcdefghij'[n % 10]}`;
const idOf = (n: number) => String(n).padStart(22, '0');

let world: FilesWorld;
let bob: FilesPerson;
let eve: FilesStranger;
beforeEach(async () => {
  world = new FilesWorld(1);
  bob = world.addPerson('bbbb-bbbb-bbbb-bbbb');
  eve = new FilesStranger(world, bob, eveId);
  await world.advance(100);
});
afterEach(() => world.dispose());

const incoming = () => [...bob.files.state.getSnapshot().incoming.values()];
const piece = (stream: number, block: number, offset: number, length = 1000): Frame => ({
  kind: 'piece',
  stream,
  block,
  offset,
  bytes: new Uint8Array(length),
});

/** Bob has asked for what Eve offers. */
async function untilAsked(): Promise<number> {
  const { fileId } = eve.offer();
  await world.until('Bob hears of it', () => incoming().length === 1);
  bob.files.fetch(fileId);
  await world.until('Bob asks', () => eve.heard.some(({ kind }) => kind === 'file-request'));
  return eve.stream;
}

describe('a sender who keeps to nothing (PROTOCOL F7)', () => {
  it.each<[string, (stream: number) => Frame[]]>([
    ['begins in the middle of a block', (stream) => [piece(stream, 0, 500)]],
    ['skips a block', (stream) => [piece(stream, 1, 0)]],
    ['sends bytes twice', (stream) => [piece(stream, 0, 0), piece(stream, 0, 0)]],
    ['sends more than a block holds', (stream) => [piece(stream, 0, 0, worldBlockBytes + 1)]],
    [
      'seals what is not whole',
      (stream) => [piece(stream, 0, 0), { kind: 'seal', stream, block: 0, digest: new Uint8Array(32) }],
    ],
    [
      'lies about a digest',
      (stream) => [
        piece(stream, 0, 0, worldBlockBytes),
        { kind: 'seal', stream, block: 0, digest: new Uint8Array(32) },
      ],
    ],
    ['ends before the end', (stream) => [{ kind: 'end', stream, digest: new Uint8Array(32) }]],
  ])('fails alone: %s', async (_what, frames) => {
    const stream = await untilAsked();
    for (const frame of frames(stream)) eve.send(frame);
    await world.until('it has failed', () => incoming()[0]?.state.status === 'failed');
    expect(incoming()[0]?.doneBytes).toBe(0);
    await world.until('Eve was told', () => eve.heard.some(({ kind }) => kind === 'file-stop'));
  });

  it('lies about the whole although every block was right: nothing is handed out', async () => {
    const stream = await untilAsked();
    const digest = await digestOf(new Uint8Array(worldBlockBytes));
    for (let block = 0; block < 3; block++) {
      eve.send(piece(stream, block, 0, worldBlockBytes));
      eve.send({ kind: 'seal', stream, block, digest });
    }
    eve.send({ kind: 'end', stream, digest });
    await world.until('it has failed', () => incoming()[0]?.state.status === 'failed');
    expect(await bob.files.read(idOf(1))).toBeNull();
  });

  it('sends what nobody asked for, of other streams, and noise: all of it is dropped', async () => {
    const stream = await untilAsked();
    eve.send(piece(stream + 1, 0, 0));
    for (let length = 0; length < 40; length++) eve.sendRaw(new Uint8Array(length).fill(length));
    eve.sendRaw(new Uint8Array(100_000).fill(1));
    await world.advance(1_000);
    expect(incoming()[0]).toMatchObject({ state: { status: 'receiving' }, doneBytes: 0 });
  });

  it('claims acknowledgements of more than was sent: they are not believed', async () => {
    const fileId = bob.files.offer(world.drawFile('a', 40 * worldBlockBytes), { to: null });
    eve.say({ kind: 'file-request', content: { version: 1, fileId, stream: 7, block: 0, digest: null } });
    eve.send({ kind: 'ack', receivedBytes: 1e12 });
    await world.advance(3_000);
    const sent = bob.files.state
      .getSnapshot()
      .outgoing.get(fileId ?? '')
      ?.deliveries.get(eveId)?.doneBytes;
    // Nothing was acknowledged that could be believed: no more is on its way than may be at first.
    expect(sent).toBeLessThanOrEqual(256 * 1024);
  });

  it('offers ten thousand files: so many rows are kept, and none of it is fetched', async () => {
    for (let n = 0; n < 10_000; n += 20) {
      const file = { name: 'x'.repeat(255), size: 2 ** 38, type: 'image/png' };
      eve.offer(...Array.from({ length: 20 }, (_, i) => ({ ...file, fileId: idOf(n + i) })));
      if (n % 2_000 === 0) await world.advance(5_000);
    }
    await world.advance(5_000);
    expect(incoming().length).toBeLessThanOrEqual(200);
    expect(eve.heard.some(({ kind }) => kind === 'file-request')).toBe(false);
  });

  it('offers many small pictures: no more than 5 MB come by themselves at a time (PROTOCOL F8)', async () => {
    for (let n = 0; n < 50; n++) eve.offer({ fileId: idOf(n), type: 'image/png', size: 1_000_000 });
    await world.advance(2_000);
    const wanted = incoming().filter(({ state }) => state.status !== 'offered');
    expect(wanted).toHaveLength(5);
  });

  it('returns as somebody new each time: what comes by itself, and the rows, are bounded for all together (PROTOCOL F8)', async () => {
    eve.leave();
    const fetched = () => incoming().filter(({ state }) => state.status !== 'offered').length;
    for (let life = 0; life < 60; life++) {
      const visitor = new FilesStranger(world, bob, nthId(life));
      await world.advance(100);
      const pictures = { type: 'image/png', size: 5_000_000 };
      visitor.offer({ fileId: idOf(life * 100), ...pictures });
      for (let n = 1; n < 60; n += 20) {
        const many = Array.from({ length: 20 }, (_, i) => ({ fileId: idOf(life * 100 + n + i) }));
        visitor.offer(...many);
      }
      await world.advance(100);
      visitor.leave();
    }
    await world.advance(1_000);
    expect(fetched()).toBe(48);
    expect(incoming().length).toBeLessThanOrEqual(1_000);
    // Whoever is really there still has their files shown.
    const ada = world.addPerson('aaaa-aaaa-aaaa-aaaa');
    world.connect(ada, bob);
    ada.files.offer(world.drawFile('real.bin', 10), { to: null });
    await world.until('Bob hears of it', () => incoming().some(({ offer }) => offer.name === 'real.bin'));
  });

  it('returns as somebody new with pictures of no size: whoever is there has their files shown nevertheless', async () => {
    eve.leave();
    for (let life = 0; life < 6; life++) {
      const visitor = new FilesStranger(world, bob, nthId(life));
      await world.advance(100);
      for (let n = 0; n < 200; n += 20) {
        const pictures = Array.from({ length: 20 }, (_, i) => ({
          fileId: idOf(life * 200 + n + i),
          type: 'image/png',
          size: 0,
        }));
        visitor.offer(...pictures);
      }
      await world.advance(100);
      visitor.leave();
    }
    const ada = world.addPerson('aaaa-aaaa-aaaa-aaaa');
    world.connect(ada, bob);
    ada.files.offer(world.drawFile('real.bin', 10), { to: null });
    await world.until('Bob hears of it', () => incoming().some(({ offer }) => offer.name === 'real.bin'));
    expect(incoming()).toHaveLength(1_000);
  });

  it('never has documents that run something fetched by themselves', async () => {
    eve.offer({ type: 'image/svg+xml', size: 10 });
    eve.offer({ fileId: idOf(2), type: 'text/html', size: 10 });
    await world.until('they are offered', () => incoming().length === 2);
    await world.advance(1_000);
    expect(incoming().map(({ state }) => state.status)).toEqual(['offered', 'offered']);
  });

  it.each(['is there', 'is gone'])('takes over nobody else’s file while that person %s', async (where) => {
    const ada = world.addPerson('aaaa-aaaa-aaaa-aaaa');
    world.connect(ada, bob);
    const file = world.drawFile('mine.bin', 5 * worldBlockBytes);
    const fileId = ada.files.offer(file, { to: null }) ?? '';
    await world.until('Bob hears of it', () => incoming().length === 1);
    if (where === 'is gone') {
      world.disconnect(ada);
      bob.files.fetch(fileId);
    }
    eve.offer({ fileId, name: 'mine.bin', size: file.size });
    await world.advance(500);
    expect(incoming().map(({ from }) => from)).toEqual([ada.id]);
    expect(eve.heard.some(({ kind }) => kind === 'file-request')).toBe(false);
    world.connect(ada, bob);
    bob.files.fetch(fileId);
    await world.until('it has come', () => incoming()[0]?.state.status === 'done');
  });

  it('is faster than the disk with the name of somebody else’s file: that stays theirs (PROTOCOL F2)', async () => {
    class LateVault extends MemoryVault {
      override async open() {
        await new Promise<void>((resolve) => world.clock.setTimeout(resolve, 2_000));
        return super.open();
      }
    }
    const ada = world.addPerson('aaaa-aaaa-aaaa-aaaa');
    const cat = world.addPerson('cccc-cccc-cccc-cccc', new LateVault({ limitBytes: 1e8 }));
    world.connect(ada, cat);
    const file = world.drawFile('photo.png', 5 * worldBlockBytes, 'image/png');
    const fileId = ada.files.offer(file, { to: null }) ?? '';
    const seen = () => cat.files.state.getSnapshot().incoming.get(fileId);
    await world.until('it has come', () => seen()?.state.status === 'done');
    world.reload(cat);
    const visitor = new FilesStranger(world, cat, eveId);
    await world.advance(100);
    visitor.offer({ fileId, name: file.name, size: file.size, type: file.type });
    await world.until('Cat hears of it', () => seen()?.from === eveId);
    await world.until('Cat knows better', () => seen()?.from === ada.id);
    expect(seen()?.state.status).toBe('done');
    expect((await cat.files.read(fileId))?.size).toBe(file.size);
    expect(visitor.heard.some(({ kind }) => kind === 'file-request')).toBe(false);
  });
});
