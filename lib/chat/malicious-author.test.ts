import { afterEach, describe, expect, it } from 'vitest';
import type { ChatEntry, LogHeader, RoomMessage } from '@/lib/protocol';
import { type ChatPerson, ChatWorld, type Intruder } from '@/lib/testing/chat-world';
import { chainDigest, createLogSigner, hashEntry, type LogSigner, signEntry } from './sign-entry';

let world: ChatWorld;
afterEach(() => world.dispose());

/** Ada and Bob in a chat with a message of Ada's, and Mal, who speaks to Bob only. */
async function open() {
  const { world: created, people } = await ChatWorld.create(3, 'Ada', 'Bob');
  world = created;
  const [ada, bob] = people;
  world.linkAll();
  const mal = await world.intrude(bob, 'Mal');
  mal.say(have('question'));
  await write(ada, 'true');
  return { ada, bob, mal };
}

async function write(person: ChatPerson, text: string): Promise<void> {
  await Promise.all([person.chat.send(text), world.advance(1_500)]);
}

function have(form: 'question' | 'change', parts: Partial<Have> = {}): RoomMessage {
  return { kind: 'chat-have', content: { version: 1, form, logs: [], own: [], ...parts } };
}
type Have = Extract<RoomMessage, { kind: 'chat-have' }>['content'];

function bring(header: LogHeader, ...entries: ChatEntry[]): RoomMessage {
  return { kind: 'chat-entries', content: { version: 1, logs: [{ ...header, entries }] } };
}

const draft = (seq: number, text: string) => ({ seq, order: seq + 1, sentMs: 5, displayName: 'Ada', text });
const sign = (signer: LogSigner, seq: number, text: string) => settled(signEntry(signer, draft(seq, text)));

/** WebCrypto answers while the clock of the world stands still. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  const [value] = await Promise.all([promise, world.advance(0)]);
  return value;
}

/** What Mal has been given of Ada's log. */
function given(mal: Intruder) {
  const parts = mal.heard.flatMap((message) => (message.kind === 'chat-entries' ? message.content.logs : []));
  const part = parts.find(({ entries }) => entries[0]?.text === 'true');
  const [entry] = part?.entries ?? [];
  if (!part || !entry) throw new Error('nothing of Ada’s has come');
  return { header: { participantId: part.participantId, publicKey: part.publicKey }, entry };
}

async function staysTrue(...people: ChatPerson[]): Promise<void> {
  await world.advance(3_000);
  for (const person of people) expect(person.texts).toEqual(['true']);
}

describe('somebody who passes on what others wrote (T2, T7)', () => {
  it('cannot alter it', async () => {
    const { ada, bob, mal } = await open();
    const { header, entry } = given(mal);
    const cat = await world.addPerson('Cat');
    const toCat = await world.intrude(cat, 'Mal');
    toCat.say(bring(header, { ...entry, text: 'false' }));
    toCat.say(bring(header, { ...entry, displayName: 'Eve' }));
    toCat.say(bring(header, { ...entry, order: 99 }));
    await world.advance(500);
    expect(cat.texts).toEqual([]);
    world.link(cat, bob);
    await staysTrue(ada, bob, cat);
  });

  it('cannot add to it', async () => {
    const { ada, bob, mal } = await open();
    const { header, entry } = given(mal);
    const own = await settled(createLogSigner(world.roomId, header.participantId));
    mal.say(bring(header, await sign(own, 1, 'false')));
    await staysTrue(ada, bob);
    mal.say(bring(header, { ...entry, seq: 1 }));
    await staysTrue(ada, bob);
    await write(ada, 'more');
    expect(bob.texts).toEqual(['true', 'more']);
  });

  it('cannot double it by saying it again', async () => {
    const { ada, bob, mal } = await open();
    const { header, entry } = given(mal);
    for (let n = 0; n < 50; n++) mal.say(bring(header, entry, entry));
    await staysTrue(ada, bob);
  });

  it('cannot bring it into another room', async () => {
    const { ada, bob, mal } = await open();
    const elsewhere = await settled(createLogSigner('abcd-efgh-ijkl-mnop', mal.self));
    mal.say(bring(elsewhere.header, await sign(elsewhere, 0, 'false')));
    await staysTrue(ada, bob);
  });
});

describe('somebody who writes in another’s name (T5)', () => {
  it('is not taken for a participant who has not said so', async () => {
    const { ada, bob, mal } = await open();
    const forAda = await settled(createLogSigner(world.roomId, ada.self));
    mal.say(have('change', { own: [forAda.logId] }));
    mal.say(bring(forAda.header, await sign(forAda, 0, 'I am Ada')));
    await world.advance(2_000);
    for (const person of [ada, bob]) {
      const message = person.chat.state.getSnapshot().messages.find(({ text }) => text === 'I am Ada');
      expect(message?.author).toMatchObject({ isSelf: false, isConfirmed: false });
    }
  });

  it('gains nothing from calling a participant’s log their own', async () => {
    const { ada, bob, mal } = await open();
    const { header } = given(mal);
    const [{ logId } = { logId: '' }] = mal.heard.flatMap((message) =>
      message.kind === 'chat-have' ? message.content.logs : [],
    );
    mal.say(have('change', { own: [logId] }));
    await world.advance(500);
    const [message] = bob.chat.state.getSnapshot().messages;
    expect(message?.author).toMatchObject({ participantId: ada.self, isConfirmed: true });
    expect(header.participantId).toBe(ada.self);
  });
});

describe('somebody who signs two entries of one number (T3)', () => {
  it('leaves everybody with the same one', async () => {
    for (const order of [0, 1]) {
      const { ada, bob, mal } = await open();
      const toAda = await world.intrude(ada, 'Mal');
      const signer = await settled(createLogSigner(world.roomId, mal.self));
      const entries = [await sign(signer, 0, 'yes'), await sign(signer, 0, 'no')] as const;
      const next = await sign(signer, 1, 'then');
      mal.say(bring(signer.header, entries[order] ?? next, next));
      toAda.say(bring(signer.header, entries[1 - order] ?? next));
      await world.advance(6_000);
      expect(ada.texts).toEqual(bob.texts);
      expect(ada.texts).toHaveLength(3);
      world.dispose();
    }
  });
});

describe('somebody who says more than is good (T8)', () => {
  it('is not heard when it is garbage', async () => {
    const { ada, bob, mal } = await open();
    const { header, entry } = given(mal);
    const spoiled = [
      '{',
      'null',
      JSON.stringify({ kind: 'chat-have', content: { version: 2, form: 'question', logs: [], own: [] } }),
      JSON.stringify(bring({ ...header, publicKey: 'A'.repeat(87) }, entry)),
      JSON.stringify(bring(header, { ...entry, seq: -1 })),
      JSON.stringify(bring(header, { ...entry, text: 'x'.repeat(4_001) })),
      JSON.stringify(bring(header, { ...entry, signature: 'A'.repeat(86) })),
      JSON.stringify({ kind: 'chat-entries', content: { version: 1, logs: [{ ...header, entries: [] }] } }),
    ];
    for (const data of spoiled) mal.sayRaw(data);
    await staysTrue(ada, bob);
  });

  it('fills no room but their own', async () => {
    const { ada, bob, mal } = await open();
    const from = await settled(
      Promise.all(
        Array.from({ length: 90 }, async (_, n) => {
          const signer = await createLogSigner(world.roomId, mal.self);
          return { signer, entry: await signEntry(signer, draft(0, `flood ${n}`)) };
        }),
      ),
    );
    for (const { signer, entry } of from) mal.say(bring(signer.header, entry));
    await world.advance(3_000);
    expect(bob.texts.filter((text) => text.startsWith('flood'))).toHaveLength(64);
    expect(bob.chat.state.getSnapshot().isFull).toBe(true);
    await write(ada, 'heard');
    expect(bob.texts).toContain('heard');
    await write(bob, 'likewise');
    expect(ada.texts).toContain('likewise');
  });

  it('is not sent the same without end, however often they say that they lack it', async () => {
    const { ada, bob, mal } = await open();
    for (let n = 0; n < 20; n++) void ada.chat.send(`${n} ${'x'.repeat(3_900)}`);
    await world.advance(5_000);
    const { header } = given(mal);
    const signerless = await settled(hashEntry(header.publicKey.slice(0, 4), draft(0, 'nothing')));
    const digest = await settled(chainDigest('', signerless));
    const logId = bob.chat.state.getSnapshot().messages[0]?.id.split('/')[0] ?? '';
    const before = mal.heard.length;
    for (let n = 0; n < 600; n++) {
      mal.say(have('change', { logs: [{ logId, count: 3, digest }] }));
      await world.advance(100);
    }
    const served = mal.heard.slice(before).filter(({ kind }) => kind === 'chat-entries');
    expect(JSON.stringify(served).length).toBeLessThan(4_200_000);
    await write(bob, 'still here');
    expect(ada.texts).toContain('still here');
  });
});
