import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { DirectHandshake, readOffer } from './direct-handshake';
import { DirectWire } from './direct-wire';
import { readEndpointSdp } from './endpoint-sdp';
import { chromiumOffer } from './test-endpoints';

/** As much of an `RTCPeerConnection` as a wire touches; the test moves its states. */
class ScriptedConnection {
  connectionState: RTCPeerConnectionState = 'new';
  iceGatheringState: RTCIceGatheringState = 'gathering';
  onconnectionstatechange: (() => void) | null = null;
  onicegatheringstatechange: (() => void) | null = null;
  localDescription: { sdp: string } | null = null;
  readonly descriptions: { type: string; sdp: string }[] = [];
  readonly channel = {
    readyState: 'connecting',
    onopen: null as (() => void) | null,
    onclose: null as (() => void) | null,
    onmessage: null as ((event: { data: unknown }) => void) | null,
    send: () => undefined,
  };
  readonly candidates: string[] = [];

  createDataChannel = () => this.channel;
  setLocalDescription = async () => {
    this.localDescription = { sdp: chromiumOffer };
  };
  setRemoteDescription = async (description: { type: string; sdp: string }) => {
    if (this.descriptions.length > 0) throw new DOMException('stable', 'InvalidStateError');
    this.descriptions.push(description);
  };
  addIceCandidate = async ({ candidate }: { candidate: string }) => void this.candidates.push(candidate);
  close = () => undefined;

  move(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

let clock: FakeClock;
let connection: ScriptedConnection;
let wire: DirectWire;
const remote = readEndpointSdp(chromiumOffer);
const options = () => ({
  createPeerConnection: () => connection as unknown as RTCPeerConnection,
  clock,
  logger: silentLogger,
});

beforeEach(() => {
  clock = createFakeClock();
  connection = new ScriptedConnection();
  wire = new DirectWire(options());
});

async function answer(): Promise<void> {
  const answered = wire.answer(remote);
  await clock.advanceAsync(0);
  connection.iceGatheringState = 'complete';
  connection.onicegatheringstatechange?.();
  await answered;
}

describe('a wire', () => {
  it('tells our end when all addresses are known', async () => {
    const offered = wire.offer();
    await clock.advanceAsync(1_000);
    connection.iceGatheringState = 'complete';
    connection.onicegatheringstatechange?.();
    expect(await offered).toEqual(remote);
    expect(clock.pendingCount).toBe(0);
  });

  it('does not wait for addresses that take too long', async () => {
    const offered = wire.offer();
    await clock.advanceAsync(4_000);
    expect(await offered).toEqual(remote);
  });

  it('tries every place of the other side again, under another name, until it is open (D8)', async () => {
    await answer();
    expect(connection.candidates).toEqual([]);
    await clock.advanceAsync(60_000);
    expect(connection.candidates).toHaveLength(6 * remote.candidates.length);
    expect(new Set(connection.candidates.map((line) => line.split(' ')[0])).size).toBe(
      connection.candidates.length,
    );
    connection.channel.onopen?.();
    await clock.advanceAsync(60_000);
    expect(connection.candidates).toHaveLength(6 * remote.candidates.length);
    expect(clock.pendingCount).toBe(0);
  });

  it('is not lost while people take their time, however often the connection fails (D8)', async () => {
    await answer();
    connection.move('failed');
    expect(wire.state.getSnapshot()).toBe('waiting');
    connection.move('connected');
    connection.channel.onopen?.();
    expect(wire.state.getSnapshot()).toBe('open');
  });

  it.each([
    ['its connection fails', () => connection.move('failed')],
    ['its channel closes', () => connection.channel.onclose?.()],
    ['it is closed', () => wire.close()],
  ])('that was open is lost for good when %s (D7)', async (_, end) => {
    await answer();
    connection.channel.onopen?.();
    connection.move('disconnected');
    expect(wire.state.getSnapshot()).toBe('open');
    end();
    expect(wire.state.getSnapshot()).toBe('lost');
    connection.channel.onopen?.();
    expect(wire.state.getSnapshot()).toBe('lost');
    expect(wire.send('anything')).toBe(false);
  });

  it('hears no more than 200 texts within 5 s, and no bytes (D6)', async () => {
    const heard: string[] = [];
    wire.texts.on('text', (text) => heard.push(text));
    connection.channel.onmessage?.({ data: new ArrayBuffer(3) });
    for (let index = 0; index < 300; index++) connection.channel.onmessage?.({ data: `${index}` });
    expect(heard).toHaveLength(200);
    await clock.advanceAsync(5_000);
    connection.channel.onmessage?.({ data: 'later' });
    expect(heard.at(-1)).toBe('later');
  });
});

describe('a handshake', () => {
  const begin = async () => {
    connection = new ScriptedConnection();
    connection.iceGatheringState = 'complete';
    const handshake = await DirectHandshake.begin(options());
    const code = await handshake.code();
    if (!code.ok) throw new Error(code.code);
    return { handshake, code: code.value, connection };
  };

  it('takes no code but the answer to its own, and that once (D2, D4)', async () => {
    const [ours, others] = [await begin(), await begin()];
    expect(await ours.handshake.accept(ours.code)).toEqual({ ok: false, code: 'direct-code-own' });
    expect(await ours.handshake.accept(others.code)).toEqual({ ok: false, code: 'direct-code-offer' });
    expect(await ours.handshake.accept('hello')).toEqual({ ok: false, code: 'direct-code-invalid' });
    const offer = readOffer(ours.code);
    if (!offer.ok) throw new Error(offer.code);
    connection = new ScriptedConnection();
    connection.iceGatheringState = 'complete';
    const answered = await (await DirectHandshake.answer(offer.value, options())).code();
    if (!answered.ok) throw new Error(answered.code);
    expect(await others.handshake.accept(answered.value)).toEqual({
      ok: false,
      code: 'direct-code-other-call',
    });
    expect(readOffer(answered.value)).toEqual({ ok: false, code: 'direct-code-answer' });
    expect(ours.connection.descriptions).toEqual([]);
    // Pressed twice before the browser has answered, and once more.
    const accept = () => ours.handshake.accept(answered.value);
    expect(await Promise.all([accept(), accept()])).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await accept()).toMatchObject({ ok: true });
    expect(ours.connection.descriptions).toMatchObject([{ type: 'answer' }]);
  });

  it('makes no code where there is no address to be reached at', async () => {
    connection = new ScriptedConnection();
    connection.iceGatheringState = 'complete';
    connection.setLocalDescription = async () => {
      connection.localDescription = { sdp: chromiumOffer.replace(/^a=candidate.*\r\n/gm, '') };
    };
    const handshake = await DirectHandshake.begin(options());
    expect(await handshake.code()).toEqual({ ok: false, code: 'direct-no-address' });
  });

  it('says of an offer that the browser refuses that it is damaged', async () => {
    connection = new ScriptedConnection();
    connection.setRemoteDescription = () => Promise.reject(new DOMException('no', 'OperationError'));
    const handshake = await DirectHandshake.answer(
      { kind: 'offer', secret: new Uint8Array(16), endpoint: remote },
      options(),
    );
    expect(await handshake.code()).toEqual({ ok: false, code: 'direct-code-damaged' });
  });
});
