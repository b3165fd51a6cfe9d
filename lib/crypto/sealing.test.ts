import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Envelope, envelopeSchema, limits, participantIdOf } from '@/lib/protocol';
import { createOpener, type Opener } from './opener';
import { deriveRoomKeys, type RoomKeys } from './room-keys';
import { deriveSenderKey, sealBox } from './sealed-box';
import { createSealer, type Sealer } from './sealer';
import { ada, bob, candidates, description, eve, firstEpoch, profile, secondEpoch } from './test-messages';

let keys: RoomKeys;
beforeAll(async () => {
  keys = await deriveRoomKeys(new Uint8Array(16));
});

function sealerOf(participantId = ada, epoch = firstEpoch): Sealer {
  return createSealer({ ...keys, participantId, epoch });
}

async function meet(sealer: Sealer): Promise<Opener> {
  const opener = createOpener({ ...keys, self: bob });
  expect(await opener.open(ada, await sealer.seal('profile', '*', profile(0)), '*')).toMatchObject({
    ok: true,
  });
  return opener;
}

/** A box as somebody with the link could make it: well sealed, with any content. */
async function forge(
  content: string,
  seq: number,
  kind: Envelope['kind'] = 'description',
): Promise<Envelope> {
  const key = await deriveSenderKey(keys.signalKey, ada, firstEpoch, 'encrypt');
  const to = kind === 'profile' ? '*' : bob;
  return sealBox(key, { roomId: keys.roomId, from: ada, to, epoch: firstEpoch, seq, kind }, content);
}

describe('a sealed box', () => {
  it('opens at its recipient with the content and the epoch', async () => {
    const sealer = sealerOf();
    const opener = await meet(sealer);
    expect(await opener.open(ada, await sealer.seal('description', bob, description(1)), 'self')).toEqual({
      ok: true,
      value: { kind: 'description', epoch: firstEpoch, content: description(1) },
    });
    expect(await opener.open(ada, await sealer.seal('candidates', bob, candidates(1)), 'self')).toEqual({
      ok: true,
      value: { kind: 'candidates', epoch: firstEpoch, content: candidates(1) },
    });
    expect(opener.currentEpoch(ada)).toBe(firstEpoch);
    expect(opener.latestProfile(ada)).toEqual(profile(0));
  });

  it('made by an independent implementation opens (Python cryptography; C3, C4)', async () => {
    const { roomId, signalKey } = await deriveRoomKeys(Uint8Array.from({ length: 16 }, (_, index) => index));
    const from = await participantIdOf(roomId, 'EBESExQVFhcYGRobHB0eHw');
    if (!from) throw new Error('no participant');
    const envelope: Envelope = {
      v: 1,
      kind: 'profile',
      epoch: 'AAECAwQFBgc',
      seq: 1,
      iv: 'AAECAwQFBgcICQoL',
      box: 'ikl0tGNqjM6KupOQkfUWuIyvrF4k1sbDvYm5GdvH9lSXKZFUHJHI2pH-dCWsyjR4pwiS9STwIe1Vu877_mdS6jtoU-4HDUDQdY-G1-Z4SUJGA6RjGnm0S3As2WMJXdg7zg',
    };
    expect(await createOpener({ roomId, signalKey, self: bob }).open(from, envelope, '*')).toMatchObject({
      ok: true,
      value: { content: { displayName: 'Ada', isMicrophoneOn: true } },
    });
  });

  it('fits the wire, up to the longest description', async () => {
    const sealer = sealerOf();
    const longest = { ...description(1), sdp: 'x'.repeat(limits.sdpLength) };
    for (const envelope of [
      await sealer.seal('profile', '*', profile(1)),
      await sealer.seal('description', bob, longest),
    ]) {
      expect(v.is(envelopeSchema, envelope)).toBe(true);
    }
  });

  it('shows nothing of its content and has another iv each time', async () => {
    const sealer = sealerOf();
    const envelopes = await Promise.all(
      Array.from({ length: 50 }, () => sealer.seal('profile', '*', profile(7))),
    );
    expect(new Set(envelopes.map((envelope) => envelope.iv)).size).toBe(50);
    expect(new Set(envelopes.map((envelope) => envelope.box)).size).toBe(50);
    for (const { box } of envelopes)
      expect(atob(box.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain('Ada');
  });
});

describe('the order of boxes (C5)', () => {
  it('is the order of the calls, also for boxes of very different sizes sealed at once', async () => {
    const sealer = sealerOf();
    const finished: number[] = [];
    const sizes = [40_000, 1, 20_000, 0, 5, 30_000, 2];
    const envelopes = await Promise.all(
      sizes.map(async (size, index) => {
        const envelope = await sealer.seal('description', bob, { ...description(0), sdp: 'x'.repeat(size) });
        finished.push(index);
        return envelope;
      }),
    );
    expect(envelopes.map((envelope) => envelope.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(finished).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('is counted for each kind by itself', async () => {
    const sealer = sealerOf();
    await sealer.seal('candidates', bob, candidates(1));
    expect(await sealer.seal('description', bob, description(1))).toMatchObject({ seq: 1 });
    expect(await sealer.seal('candidates', eve, candidates(2))).toMatchObject({ seq: 2 });
  });

  it('is kept when many are opened at once', async () => {
    const sealer = sealerOf();
    const opener = await meet(sealer);
    const envelopes = await Promise.all(
      [40_000, 1, 20_000, 2].map((size) =>
        sealer.seal('description', bob, { ...description(0), sdp: 'x'.repeat(size) }),
      ),
    );
    const finished: number[] = [];
    const opened = await Promise.all(
      envelopes.map(async (envelope, index) => {
        const result = await opener.open(ada, envelope, 'self');
        finished.push(index);
        return result.ok;
      }),
    );
    expect(opened).toEqual([true, true, true, true]);
    expect(finished).toEqual([0, 1, 2, 3]);
  });

  it('lets one of two simultaneous copies through', async () => {
    const sealer = sealerOf();
    const opener = await meet(sealer);
    const envelope = await sealer.seal('description', bob, description(1));
    const results = await Promise.all([
      opener.open(ada, envelope, 'self'),
      opener.open(ada, envelope, 'self'),
    ]);
    expect(results).toMatchObject([{ ok: true }, { ok: false, code: 'replayed' }]);
  });

  it('admits gaps, but nothing that was overtaken', async () => {
    const sealer = sealerOf();
    const opener = await meet(sealer);
    const [, second, third] = await Promise.all(
      [1, 2, 3].map((n) => sealer.seal('candidates', bob, candidates(n))),
    );
    if (!second || !third) throw new Error('not sealed');
    expect(await opener.open(ada, third, 'self')).toMatchObject({ ok: true });
    expect(await opener.open(ada, second, 'self')).toEqual({ ok: false, code: 'replayed' });
  });

  it('is not disturbed by garbage that claims a high seq', async () => {
    const sealer = sealerOf();
    const opener = await meet(sealer);
    const envelope = await sealer.seal('description', bob, description(1));
    expect(await opener.open(ada, { ...envelope, seq: Number.MAX_SAFE_INTEGER }, 'self')).toEqual({
      ok: false,
      code: 'tampered',
    });
    expect(await opener.open(ada, envelope, 'self')).toMatchObject({ ok: true });
  });
});

describe('epochs (C6)', () => {
  it('are introduced by a profile only', async () => {
    const sealer = sealerOf();
    const opener = createOpener({ ...keys, self: bob });
    const offer = await sealer.seal('description', bob, description(1));
    expect(await opener.open(ada, offer, 'self')).toEqual({ ok: false, code: 'stale-epoch' });
    expect(opener.currentEpoch(ada)).toBeNull();
    expect(await opener.open(ada, await sealer.seal('profile', '*', profile(1)), '*')).toMatchObject({
      ok: true,
    });
    expect(await opener.open(ada, offer, 'self')).toMatchObject({ ok: true });
  });

  it('let the offer that follows the profile in the same announcement be opened at once', async () => {
    const sealer = sealerOf();
    const opener = createOpener({ ...keys, self: bob });
    const [introduction, offer] = await Promise.all([
      sealer.seal('profile', '*', profile(1)),
      sealer.seal('description', bob, description(1)),
    ]);
    const results = await Promise.all([opener.open(ada, introduction, '*'), opener.open(ada, offer, 'self')]);
    expect(results).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('begin to count anew, and the former one is refused for ever', async () => {
    const former = sealerOf();
    const opener = await meet(former);
    await opener.open(ada, await former.seal('description', bob, description(1)), 'self');
    const later = sealerOf(ada, secondEpoch);
    const laterProfile = await later.seal('profile', '*', profile(2));
    expect(await opener.open(ada, laterProfile, '*')).toMatchObject({ ok: true });
    expect(opener.currentEpoch(ada)).toBe(secondEpoch);
    expect(
      await opener.open(ada, await later.seal('description', bob, description(2)), 'self'),
    ).toMatchObject({
      ok: true,
    });
    const leftovers = [
      await opener.open(ada, await former.seal('description', bob, description(3)), 'self'),
      await opener.open(ada, await former.seal('profile', '*', profile(3)), '*'),
    ];
    expect(leftovers).toEqual([
      { ok: false, code: 'stale-epoch' },
      { ok: false, code: 'stale-epoch' },
    ]);
    expect(opener.latestProfile(ada)).toEqual(profile(2));
  });

  it('are not introduced by a box that does not open or holds no profile', async () => {
    const sealer = sealerOf();
    const opener = await meet(sealer);
    const envelope = await sealer.seal('profile', '*', profile(1));
    expect(await opener.open(ada, { ...envelope, epoch: secondEpoch }, '*')).toMatchObject({
      code: 'tampered',
    });
    const key = await deriveSenderKey(keys.signalKey, ada, secondEpoch, 'encrypt');
    const context = {
      roomId: keys.roomId,
      from: ada,
      to: '*',
      epoch: secondEpoch,
      seq: 1,
      kind: 'profile',
    } as const;
    expect(await opener.open(ada, await sealBox(key, context, '{}'), '*')).toMatchObject({
      code: 'malformed',
    });
    expect(opener.currentEpoch(ada)).toBe(firstEpoch);
    expect(await opener.open(ada, envelope, '*')).toMatchObject({ ok: true });
  });
});

describe('content from somebody who has the link', () => {
  it.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['another kind of message', JSON.stringify(candidates(1))],
    ['an unknown key', JSON.stringify({ ...description(1), extra: 1 })],
    ['a prototype', `${JSON.stringify(description(1)).slice(0, -1)},"__proto__":{"isAdmin":true}}`],
    [
      'a description that is too long',
      JSON.stringify({ ...description(1), sdp: 'x'.repeat(limits.sdpLength + 1) }),
    ],
    ['a type that is neither offer nor answer', JSON.stringify({ ...description(1), type: 'rollback' })],
  ])('is dropped as malformed when it holds %s (C7)', async (_, content) => {
    const opener = await meet(sealerOf());
    expect(await opener.open(ada, await forge(content, 1), 'self')).toEqual({ ok: false, code: 'malformed' });
    expect(await opener.open(ada, await forge(JSON.stringify(description(1)), 1), 'self')).toMatchObject({
      ok: true,
    });
  });
});

it('counts what it drops, by reason', async () => {
  const sealer = sealerOf();
  const opener = await meet(sealer);
  const envelope = await sealer.seal('description', bob, description(1));
  await opener.open(ada, { ...envelope, seq: 2 }, 'self');
  await opener.open(ada, envelope, 'self');
  await opener.open(ada, envelope, 'self');
  await opener.open(ada, envelope, 'self');
  await opener.open(ada, { ...envelope, epoch: secondEpoch }, 'self');
  await opener.open(ada, await forge('{}', 9), 'self');
  expect(opener.drops).toEqual({ tampered: 1, replayed: 2, 'stale-epoch': 1, malformed: 1 });
});

it('remembers no sender of whom nothing has opened', async () => {
  const opener = await meet(sealerOf());
  const envelope = await sealerOf().seal('profile', '*', profile(1));
  for (let i = 0; i < 26; i++) {
    const forged = `${String.fromCharCode(97 + i)}aaa-aaaa-aaaa-aaaa`;
    expect(await opener.open(forged, envelope, '*')).toEqual({ ok: false, code: 'tampered' });
    expect(await opener.open(forged, envelope, 'self')).toEqual({ ok: false, code: 'tampered' });
  }
  expect(opener.senderCount).toBe(1);
});
