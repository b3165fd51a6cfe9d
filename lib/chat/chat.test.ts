import { afterEach, describe, expect, it } from 'vitest';
import { type ChatPerson, ChatWorld } from '@/lib/testing/chat-world';

let world: ChatWorld;
afterEach(() => world.dispose());

async function open<Names extends readonly string[]>(...names: Names) {
  const created = await ChatWorld.create(7, ...names);
  world = created.world;
  return created.people;
}
const deliveryOf = (person: ChatPerson, text: string) =>
  person.chat.state.getSnapshot().messages.find((message) => message.text === text)?.delivery;
const messageOf = (person: ChatPerson, text: string) =>
  person.chat.state.getSnapshot().messages.find((message) => message.text === text);

describe('a message', () => {
  it('reaches everybody, and its author learns that it has', async () => {
    const [ada, bob, cat] = await open('Ada', 'Bob', 'Cat');
    world.linkAll();
    await world.advance(500);
    await Promise.all([ada.chat.send('hello'), world.advance(0)]);
    expect(deliveryOf(ada, 'hello')).toBe('sending');
    await world.advance(500);
    expect([bob.texts, cat.texts]).toEqual([['hello'], ['hello']]);
    expect(deliveryOf(ada, 'hello')).toBe('sent');
    expect(deliveryOf(bob, 'hello')).toBeNull();
  });

  it('waits for somebody to join', async () => {
    const [ada, bob] = await open('Ada', 'Bob');
    await Promise.all([ada.chat.send('anybody?'), world.advance(0)]);
    await world.advance(5_000);
    expect(deliveryOf(ada, 'anybody?')).toBe('sending');
    world.link(ada, bob);
    await world.advance(500);
    expect(bob.texts).toEqual(['anybody?']);
    expect(deliveryOf(ada, 'anybody?')).toBe('sent');
  });

  it('reaches people who are linked only through somebody else (T6)', async () => {
    const [ada, bob, cat] = await open('Ada', 'Bob', 'Cat');
    world.link(ada, bob);
    world.link(bob, cat);
    await world.advance(500);
    await Promise.all([ada.chat.send('from afar'), world.advance(1_500)]);
    expect(cat.texts).toEqual(['from afar']);
    expect(messageOf(cat, 'from afar')?.author).toMatchObject({ displayName: 'Ada', isConfirmed: false });
    expect(messageOf(bob, 'from afar')?.author).toMatchObject({ participantId: ada.self, isConfirmed: true });
  });

  it('is there for newcomers after its author has gone', async () => {
    const [ada, bob, cat] = await open('Ada', 'Bob', 'Cat');
    world.link(ada, bob);
    await Promise.all([ada.chat.send('one'), world.advance(500)]);
    await Promise.all([bob.chat.send('two'), world.advance(500)]);
    world.cutAll(ada);
    world.link(bob, cat);
    await world.advance(1_500);
    expect(cat.texts).toEqual(['one', 'two']);
  });

  it('stands after what its author had seen, whatever the clocks say', async () => {
    const [ada, bob] = await open('Ada', 'Bob');
    world.link(ada, bob);
    await world.advance(500);
    const texts = ['1', '2', '3', '4', '5', '6'];
    for (const [n, text] of texts.entries()) {
      await Promise.all([(n % 2 === 0 ? ada : bob).chat.send(text), world.advance(600)]);
    }
    expect([ada.texts, bob.texts]).toEqual([texts, texts]);
  });

  it('bears the time of day, also after a device has slept, and is passed on no later for it (T9)', async () => {
    const [ada, bob, cat] = await open('Ada', 'Bob', 'Cat');
    world.link(ada, bob);
    await world.advance(500);
    world.clock.sleep(3_600_000);
    const sentMs = world.clock.timeOfDay();
    await Promise.all([ada.chat.send('awake'), world.advance(500)]);
    world.cutAll(ada);
    bob.reload();
    world.link(bob, cat);
    await world.advance(1_500);
    expect([ada, bob, cat].map((person) => messageOf(person, 'awake')?.atMs)).toEqual([
      sentMs,
      sentMs,
      sentMs,
    ]);
  });

  it('is still its author’s after a reload, also in the eyes of others (T5)', async () => {
    const [ada, bob] = await open('Ada', 'Bob');
    world.link(ada, bob);
    await Promise.all([ada.chat.send('before'), world.advance(1_000)]);
    ada.reload();
    await world.advance(100);
    expect(messageOf(ada, 'before')).toMatchObject({ delivery: 'sent', author: { isSelf: true } });
    world.link(ada, bob);
    await Promise.all([ada.chat.send('after'), world.advance(1_000)]);
    expect(bob.texts).toEqual(['before', 'after']);
    expect(messageOf(bob, 'before')?.author).toEqual(messageOf(bob, 'after')?.author);
  });

  it('that nobody has yet outlives a reload', async () => {
    const [ada, bob] = await open('Ada', 'Bob');
    await Promise.all([ada.chat.send('alone'), world.advance(0)]);
    ada.reload();
    await world.advance(0);
    world.link(ada, bob);
    await world.advance(500);
    expect(bob.texts).toEqual(['alone']);
  });

  it('of white space is none, and of ten thousand letters cannot be sent', async () => {
    const [ada] = await open('Ada');
    await Promise.all([ada.chat.send(' \n '), world.advance(0)]);
    expect(ada.texts).toEqual([]);
    await Promise.all([ada.chat.send('x'.repeat(10_000)), world.advance(0)]);
    expect(ada.texts).toEqual([]);
    const [unsent] = ada.chat.state.getSnapshot().unsent;
    expect(unsent?.reason).toBe('too-long');
    ada.chat.discard(unsent?.id ?? '');
    expect(ada.chat.state.getSnapshot().unsent).toEqual([]);
  });

  it('of each of fifty lives of a page reaches a newcomer', async () => {
    const [ada, bob] = await open('Ada', 'Bob');
    const texts = Array.from({ length: 50 }, (_, n) => `life ${n}`);
    for (const text of texts) {
      await Promise.all([ada.chat.send(text), world.advance(0)]);
      ada.reload();
    }
    world.link(ada, bob);
    await world.advance(1_000);
    expect(bob.texts).toEqual(texts);
    const { messages } = bob.chat.state.getSnapshot();
    expect(messages.every(({ author }) => author.isConfirmed)).toBe(true);
  });

  it('is brought again to somebody who does not say that it came, and no more when they do (T6)', async () => {
    const [ada] = await open('Ada');
    const bob = await world.intrude(ada, 'Bob');
    const brought = () => bob.heard.filter(({ kind }) => kind === 'chat-entries').length;
    const have = (form: 'question' | 'change', logs: { logId: string; count: number; digest: string }[]) =>
      bob.say({ kind: 'chat-have', content: { version: 1, form, logs, own: [] } });
    have('question', []);
    await Promise.all([ada.chat.send('did you get this?'), world.advance(1_000)]);
    expect(brought()).toBe(1);
    await world.advance(10_000);
    expect(brought()).toBe(3);
    const heads = bob.heard.flatMap((said) => (said.kind === 'chat-have' ? said.content.logs : []));
    have('change', heads.slice(-1));
    await world.advance(120_000);
    expect(brought()).toBe(3);
    expect(deliveryOf(ada, 'did you get this?')).toBe('sent');
  });

  it('reaches a newcomer among thousands, and costs nobody’s channel more than it hears', async () => {
    const [ada, bob] = await open('Ada', 'Bob');
    const texts = Array.from({ length: 300 }, (_, n) => `${n} ${'x'.repeat(n % 3 === 0 ? 2_000 : 20)}`);
    for (const text of texts) void ada.chat.send(text);
    await world.advance(0);
    world.link(ada, bob);
    await world.advance(6_000);
    expect(bob.texts).toEqual(texts);
  });
});

describe('what the tab keeps', () => {
  it.each([
    ['forbidden', { isForbidden: true }],
    ['full', { capacity: 10 }],
    [
      'spoiled',
      { entries: new Map([['parley.chat.q6oo-7h7n-wff3-fq7f', '{"version":1,"logs":[{"entries":7}]}']]) },
    ],
  ])('does not break the chat where storage is %s', async (_, state) => {
    const [ada, bob] = await open('Ada', 'Bob');
    Object.assign(ada.storage, state);
    ada.reload();
    world.link(ada, bob);
    await world.advance(500);
    await Promise.all([ada.chat.send('still here'), world.advance(500)]);
    expect(bob.texts).toEqual(['still here']);
    Object.assign(ada.storage, state);
    ada.reload();
    world.link(ada, bob);
    await world.advance(1_000);
    expect(ada.texts).toEqual(['still here']);
  });

  it('is believed only as far as its authors have written it', async () => {
    const [ada] = await open('Ada');
    await Promise.all([ada.chat.send('true'), world.advance(0)]);
    const key = `parley.chat.${world.roomId}`;
    ada.storage.entries.set(key, (ada.storage.entries.get(key) ?? '').replace('"true"', '"false"'));
    ada.reload();
    await world.advance(0);
    expect(ada.texts).toEqual([]);
  });
});
