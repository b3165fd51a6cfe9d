import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatHave } from '@/lib/protocol';
import { type ChatPerson, ChatWorld, type Intruder } from '@/lib/testing/chat-world';
import { chainDigest, hashEntry } from './sign-entry';

let world: ChatWorld;
let ada: ChatPerson;
let bob: ChatPerson;
beforeEach(async () => {
  const created = await ChatWorld.create(5, 'Ada', 'Bob');
  world = created.world;
  [ada, bob] = created.people;
});
afterEach(() => world.dispose());

async function write(person: ChatPerson, text: string): Promise<void> {
  await Promise.all([person.chat.send(text), world.advance(1_500)]);
}

const havesIn = ({ heard }: Intruder) =>
  heard.flatMap(({ kind, content }) => (kind === 'chat-have' ? [content as ChatHave] : []));
const countsIn = ({ logs }: ChatHave) => logs.map(({ count }) => count);
const question = (): ChatHave => ({ version: 1, form: 'question', logs: [], own: [] });

describe('what somebody has of the chat (PROTOCOL T4)', () => {
  it('is asked by whoever hears of a path, and answered to whoever asks, of all logs', async () => {
    world.link(ada, bob);
    await write(ada, 'one');
    await write(bob, 'two');
    await write(bob, 'three');
    const eve = await world.intrude(ada, 'Eve');
    expect(havesIn(eve).map((have) => [have.form, countsIn(have).sort()])).toEqual([['question', [1, 2]]]);
    eve.say({ kind: 'chat-have', content: question() });
    await world.advance(200);
    expect(havesIn(eve).map((have) => [have.form, countsIn(have).sort()])).toEqual([
      ['question', [1, 2]],
      ['answer', [1, 2]],
    ]);
  });

  it('is the digest of its entries, and of none at first', async () => {
    await write(ada, 'one');
    const eve = await world.intrude(ada, 'Eve');
    eve.say({ kind: 'chat-have', content: question() });
    await world.advance(1_000);
    const [
      {
        entries: [entry],
      } = { entries: [] },
    ] = eve.heard.flatMap((message) => (message.kind === 'chat-entries' ? message.content.logs : []));
    const [log] = havesIn(eve)[0]?.logs ?? [];
    if (!entry || !log) throw new Error('nothing of Ada’s has come');
    const chain = hashEntry(log.logId, entry).then((hash) => chainDigest('A'.repeat(22), hash));
    const [digest] = await Promise.all([chain, world.advance(0)]);
    expect(log).toEqual({ logId: log.logId, count: 1, digest });
  });

  it('is said within 100 ms of a change, to everybody, and of what has changed alone', async () => {
    world.link(ada, bob);
    await write(ada, 'one');
    await write(bob, 'two');
    const listeners = [await world.intrude(bob, 'Eve'), await world.intrude(bob, 'Mal')];
    await Promise.all([ada.chat.send('three'), world.advance(0)]);
    while (bob.texts.length < 3) await world.advance(1);
    const before = listeners.map((listener) => havesIn(listener).length);
    await world.advance(100 + 60);
    for (const [n, listener] of listeners.entries()) {
      const told = havesIn(listener).slice(before[n]);
      expect(told.map((have) => [have.form, countsIn(have)])).toEqual([['change', [2]]]);
    }
  });
});
