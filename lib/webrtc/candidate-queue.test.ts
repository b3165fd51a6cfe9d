import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { parseSdp } from '@/lib/testing/fake-sdp';
import { CandidateQueue } from './candidate-queue';

let clock: FakeClock;
let remote: FakePeerConnection;
let connection: FakePeerConnection;
let refused: unknown[];
let queue: CandidateQueue;

beforeEach(async () => {
  clock = createFakeClock(0);
  const network = new FakeNetwork({ clock });
  remote = new FakePeerConnection(network);
  connection = new FakePeerConnection(network);
  refused = [];
  queue = new CandidateQueue(connection.asPeerConnection(), (error) => refused.push(error));
  remote.addTransceiver('audio');
  await remote.setLocalDescription();
});

const usernameFragment = () => parseSdp(remote.localDescription?.sdp ?? '').usernameFragment;

function candidate(port: number, fragment: string | null = usernameFragment()): RTCIceCandidateInit {
  return {
    candidate: `candidate:1 1 udp 1 192.0.2.9 ${port} typ host`,
    sdpMid: '0',
    sdpMLineIndex: 0,
    usernameFragment: fragment,
  };
}

async function receiveOffer(): Promise<void> {
  await connection.setRemoteDescription({ type: 'offer', sdp: remote.localDescription?.sdp ?? '' });
}

describe('candidate queue (PROTOCOL N5)', () => {
  it('keeps candidates until their description is there, then adds them in order', async () => {
    const add = vi.spyOn(connection, 'addIceCandidate');
    await queue.add([candidate(1)]);
    await queue.add([candidate(2)]);
    expect(add).not.toHaveBeenCalled();
    await receiveOffer();
    await queue.flush();
    expect(add.mock.calls.flat()).toEqual([candidate(1), candidate(2)]);
    expect(refused).toEqual([]);
  });

  it.each([
    ['at once', () => receiveOffer(), async () => undefined],
    ['after their description', async () => undefined, () => receiveOffer()],
  ])('adds those of the lowest priority first, %s', async (_when, before, after) => {
    await before();
    const add = vi.spyOn(connection, 'addIceCandidate');
    const [host, relay, reflexive] = [candidate(1), candidate(2), candidate(3)];
    host.candidate = `candidate:1 1 udp 2122260223 192.0.2.9 1 typ host`;
    relay.candidate = `candidate:2 1 udp 58663679 192.0.2.8 2 typ relay raddr 192.0.2.9 rport 1`;
    reflexive.candidate = `candidate:3 1 udp 1686052607 192.0.2.7 3 typ srflx raddr 192.0.2.9 rport 1`;
    await queue.add([host]);
    await queue.add([{ ...candidate(4), candidate: '' }, reflexive, relay]);
    await after();
    await queue.flush();
    const added = add.mock.calls.flat();
    expect(added.indexOf(relay)).toBeLessThan(added.indexOf(reflexive));
    expect(added.at(-1)).toMatchObject({ candidate: '' });
    expect(added).toHaveLength(4);
  });

  it('adds a candidate at once when its description is there', async () => {
    await receiveOffer();
    await queue.add([candidate(1)]);
    expect(parseSdp(connection.remoteDescription?.sdp ?? '').candidates).toContain(candidate(1).candidate);
  });

  it('takes the end of candidates, and candidates that name no generation', async () => {
    await receiveOffer();
    await queue.add([{ ...candidate(1), candidate: '' }]);
    await queue.add([candidate(2, null)]);
    expect(parseSdp(connection.remoteDescription?.sdp ?? '')).toMatchObject({ isEndOfCandidates: true });
    expect(refused).toEqual([]);
  });

  it('drops candidates of another generation when the next description comes', async () => {
    const add = vi.spyOn(connection, 'addIceCandidate');
    await queue.add([candidate(1, 'stale')]);
    await receiveOffer();
    await queue.flush();
    await queue.flush();
    expect(add).not.toHaveBeenCalled();
  });

  it('is not misled by a generation whose name begins like another', async () => {
    const add = vi.spyOn(connection, 'addIceCandidate');
    await receiveOffer();
    await queue.add([candidate(1, usernameFragment().slice(0, -1))]);
    expect(add).not.toHaveBeenCalled();
  });

  it('keeps at most 200, so that a hostile peer cannot fill the memory', async () => {
    const add = vi.spyOn(connection, 'addIceCandidate');
    for (let port = 1; port <= 300; port++) await queue.add([candidate(port)]);
    await receiveOffer();
    await queue.flush();
    expect(add).toHaveBeenCalledTimes(200);
  });

  it('reports a candidate that the browser refuses, and adds the others', async () => {
    await queue.add([{ ...candidate(1), candidate: 'nonsense' }]);
    await queue.add([candidate(2)]);
    await receiveOffer();
    await queue.flush();
    expect(refused).toMatchObject([{ name: 'OperationError' }]);
    expect(parseSdp(connection.remoteDescription?.sdp ?? '').candidates).toContain(candidate(2).candidate);
  });
});
