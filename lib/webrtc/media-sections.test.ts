import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { parseSdp } from '@/lib/testing/fake-sdp';
import { adoptMediaSections, createMediaSections, mediaSources } from './media-sections';

let offerer: FakePeerConnection;
let answerer: FakePeerConnection;
const streams = { person: new FakeMediaStream(), screen: new FakeMediaStream() };

beforeEach(() => {
  const network = new FakeNetwork({ clock: createFakeClock(0) });
  offerer = new FakePeerConnection(network);
  answerer = new FakePeerConnection(network);
});

function sectionsOf(connection: FakePeerConnection) {
  return parseSdp(connection.localDescription?.sdp ?? '').sections;
}

async function offer(): Promise<void> {
  await offerer.setLocalDescription();
  await answerer.setRemoteDescription({ type: 'offer', sdp: offerer.localDescription?.sdp ?? '' });
}

describe('media sections (PROTOCOL N1)', () => {
  it('are offered all at once, in their order, sound and picture of one source in one stream', async () => {
    const sections = createMediaSections(offerer.asPeerConnection(), streams);
    expect([...sections.keys()]).toEqual(['microphone', 'camera', 'screen', 'screen-sound']);
    await offer();
    const { person, screen } = streams;
    expect(sectionsOf(offerer)).toMatchObject([
      { kind: 'audio', direction: 'sendrecv', streamIds: [person.id] },
      { kind: 'video', direction: 'sendrecv', streamIds: [person.id] },
      { kind: 'video', direction: 'sendrecv', streamIds: [screen.id] },
      { kind: 'audio', direction: 'sendrecv', streamIds: [screen.id] },
    ]);
  });

  it('are adopted by the answerer, turned to send in its own streams', async () => {
    createMediaSections(offerer.asPeerConnection(), streams);
    await offer();
    const own = { person: new FakeMediaStream(), screen: new FakeMediaStream() };
    const sections = adoptMediaSections(answerer.asPeerConnection(), own);
    expect([...sections.keys()]).toEqual([...mediaSources]);
    await answerer.setLocalDescription();
    expect(sectionsOf(answerer).map(({ direction, streamIds }) => [direction, ...streamIds])).toEqual([
      ['sendrecv', own.person.id],
      ['sendrecv', own.person.id],
      ['sendrecv', own.screen.id],
      ['sendrecv', own.screen.id],
    ]);
  });

  it('need no second negotiation', async () => {
    createMediaSections(offerer.asPeerConnection(), streams);
    await offer();
    adoptMediaSections(answerer.asPeerConnection(), streams);
    await answerer.setLocalDescription();
    let isNeeded = false;
    for (const connection of [offerer, answerer]) {
      connection.onnegotiationneeded = () => {
        isNeeded = true;
      };
    }
    await offerer.setRemoteDescription({ type: 'answer', sdp: answerer.localDescription?.sdp ?? '' });
    await createFakeClock().advanceAsync(0);
    expect(isNeeded).toBe(false);
  });

  it.each([
    ['too few', ['audio', 'video', 'video'], 'offer without the screen-sound section'],
    ['in another order', ['video', 'audio', 'video', 'audio'], 'offer without the microphone section'],
  ] as const)('are refused when they are %s', async (_, kinds, message) => {
    for (const kind of kinds) offerer.addTransceiver(kind);
    await offer();
    expect(() => adoptMediaSections(answerer.asPeerConnection(), streams)).toThrow(message);
  });
});
