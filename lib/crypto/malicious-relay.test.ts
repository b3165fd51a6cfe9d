import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Envelope, type EnvelopeKind, fromBase64Url, toBase64Url } from '@/lib/protocol';
import { createOpener, type Opener } from './opener';
import { deriveRoomKeys, type RoomKeys } from './room-keys';
import { createSealer } from './sealer';
import { ada, bob, candidates, description, eve, firstEpoch, profile, secondEpoch } from './test-messages';

/** A box on its way, as the relay holds it. */
interface Letter {
  from: string;
  to: string;
  envelope: Envelope;
}

const seed = 20261121;
let keys: RoomKeys;
let otherKeys: RoomKeys;
beforeAll(async () => {
  keys = await deriveRoomKeys(new Uint8Array(16));
  otherKeys = await deriveRoomKeys(new Uint8Array(16).fill(1));
});

/** What Ada and Eve say to Bob and to each other: two lives of Ada, every kind, `n` unique. */
async function converse(): Promise<Letter[]> {
  const letters: Letter[] = [];
  let n = 0;
  for (const [from, peers, epoch] of [
    [ada, [bob, eve], firstEpoch],
    [eve, [bob, ada], firstEpoch],
    [ada, [bob, eve], secondEpoch],
  ] as const) {
    const sealer = createSealer({ ...keys, participantId: from, epoch });
    letters.push({ from, to: '*', envelope: await sealer.seal('profile', '*', profile(++n)) });
    for (const to of peers) {
      letters.push({ from, to, envelope: await sealer.seal('description', to, description(++n)) });
      letters.push({ from, to, envelope: await sealer.seal('candidates', to, candidates(++n)) });
    }
    letters.push({ from, to: '*', envelope: await sealer.seal('profile', '*', profile(++n)) });
    letters.push({ from, to: bob, envelope: await sealer.seal('description', bob, description(++n)) });
  }
  return letters;
}

function isForBob({ to }: Letter): boolean {
  return to === bob || to === '*';
}

function deliver(opener: Opener, { from, to, envelope }: Letter) {
  return opener.open(from, envelope, to === '*' ? '*' : 'self');
}

function flipBit(text: string, bit: number): string {
  const bytes = fromBase64Url(text);
  if (!bytes) throw new Error('not base64url');
  const index = bit % (bytes.length * 8);
  bytes[index >> 3] = (bytes[index >> 3] ?? 0) ^ (1 << (index & 7));
  return toBase64Url(bytes);
}

/** Everything a relay can do to one box. Each changes something, so each has to be refused. */
const attack: fc.Arbitrary<(letter: Letter) => Letter> = fc.oneof(
  fc.nat().map((bit) => alter((envelope) => ({ ...envelope, box: flipBit(envelope.box, bit) }))),
  fc.nat().map((bit) => alter((envelope) => ({ ...envelope, iv: flipBit(envelope.iv, bit) }))),
  fc.nat().map((bit) => alter((envelope) => ({ ...envelope, epoch: flipBit(envelope.epoch, bit) }))),
  fc
    .integer({ min: 1, max: 1000 })
    .map((by) => alter((envelope) => ({ ...envelope, seq: envelope.seq + by }))),
  fc
    .constantFrom<EnvelopeKind>('profile', 'description', 'candidates')
    .map((kind) =>
      alter((envelope) => ({ ...envelope, kind: envelope.kind === kind ? anotherKind(kind) : kind })),
    ),
  fc
    .integer({ min: 1, max: 20 })
    .map((cut) => alter((envelope) => ({ ...envelope, box: envelope.box.slice(0, -cut) }))),
  fc.string().map((box) => alter((envelope) => ({ ...envelope, box }))),
  fc.constant((letter: Letter) => ({ ...letter, from: letter.from === ada ? eve : ada })),
  fc.constant((letter: Letter) => ({ ...letter, from: bob })),
  fc.constant((letter: Letter) => ({ ...letter, to: letter.to === '*' ? bob : '*' })),
);

function alter(change: (envelope: Envelope) => Envelope): (letter: Letter) => Letter {
  return (letter) => ({ ...letter, envelope: change(letter.envelope) });
}

function anotherKind(kind: EnvelopeKind): EnvelopeKind {
  return kind === 'description' ? 'candidates' : 'description';
}

describe('a relay that lies', () => {
  it('gets no altered, misattributed or misdirected box opened, and does not disturb the honest one', async () => {
    const letters = (await converse()).filter(isForBob);
    await fc.assert(
      fc.asyncProperty(fc.nat(letters.length - 1), attack, fc.boolean(), async (index, lie, isAlongside) => {
        const opener = createOpener({ ...keys, self: bob });
        for (const letter of letters.slice(0, index)) {
          expect(await deliver(opener, letter)).toMatchObject({ ok: true });
        }
        const honest = letters[index];
        if (!honest) throw new Error('no letter');
        const epochBefore = opener.currentEpoch(honest.from);
        const forged = deliver(opener, lie(honest));
        if (!isAlongside) {
          expect(await forged).toMatchObject({ ok: false });
          expect(opener.currentEpoch(honest.from)).toBe(epochBefore);
        }
        expect(await deliver(opener, honest)).toMatchObject({ ok: true });
        expect(await forged).toMatchObject({ ok: false });
      }),
      { seed, numRuns: 200 },
    );
  }, 60_000);

  it('gets no box opened that was sealed for somebody else', async () => {
    const letters = await converse();
    const opener = createOpener({ ...keys, self: bob });
    let misdelivered = 0;
    for (const letter of letters) {
      if (isForBob(letter)) await deliver(opener, letter);
      else {
        misdelivered++;
        expect(await deliver(opener, letter)).toMatchObject({ ok: false, code: 'tampered' });
      }
    }
    expect(misdelivered).toBeGreaterThan(0);
  });

  it('gets nothing opened that was sealed in another room', async () => {
    const opener = createOpener({ ...otherKeys, self: bob });
    const renamed = createOpener({ ...otherKeys, roomId: keys.roomId, self: bob });
    const transplanted = createOpener({ ...keys, roomId: otherKeys.roomId, self: bob });
    const [introduction] = await converse();
    if (!introduction) throw new Error('no letter');
    for (const stranger of [opener, renamed, transplanted]) {
      expect(await deliver(stranger, introduction)).toEqual({ ok: false, code: 'tampered' });
    }
  });

  it("gets nobody's own boxes reflected to them", async () => {
    const sealer = createSealer({ ...keys, participantId: bob, epoch: firstEpoch });
    const opener = createOpener({ ...keys, self: bob });
    const own = [
      { to: '*', envelope: await sealer.seal('profile', '*', profile(1)) },
      { to: ada, envelope: await sealer.seal('description', ada, description(1)) },
    ];
    for (const letter of own) {
      for (const from of [bob, ada]) {
        expect(await deliver(opener, { ...letter, from })).toMatchObject({ ok: false });
      }
    }
    expect(opener.latestProfile(bob)).toBeNull();
  });

  it('can leave out and nothing else, however it reorders, repeats and mixes what it carries', async () => {
    const letters = await converse();
    const step = fc.record({ index: fc.nat(letters.length - 1), lie: fc.option(attack, { freq: 3 }) });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        const opener = createOpener({ ...keys, self: bob });
        const results = await Promise.all(
          steps.map(({ index, lie }) => {
            const letter = letters[index];
            if (!letter) throw new Error('no letter');
            return deliver(opener, lie ? lie(letter) : letter);
          }),
        );
        const heard = new Map<string, number[]>();
        results.forEach((result, position) => {
          if (!result.ok) return;
          const { index, lie } = steps[position] ?? {};
          expect(lie).toBeNull();
          const letter = letters[index ?? -1];
          if (!letter) throw new Error('no letter');
          expect(isForBob(letter)).toBe(true);
          const { kind, epoch } = letter.envelope;
          const stream = `${letter.from} ${epoch} ${kind}`;
          heard.set(stream, [...(heard.get(stream) ?? []), letter.envelope.seq]);
          heard.set(letter.from, [...(heard.get(letter.from) ?? []), epoch === firstEpoch ? 1 : 2]);
          accepted++;
        });
        for (const [stream, order] of heard) {
          const isEpochs = !stream.includes(' ');
          const rising = order.every((seq, at) => at === 0 || (order[at - 1] ?? 0) < seq);
          const steady = order.filter((epoch, at) => at > 0 && epoch !== order[at - 1]).length <= 1;
          expect(isEpochs ? steady : rising).toBe(true);
        }
      }),
      { seed, numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(300);
  }, 60_000);
});
