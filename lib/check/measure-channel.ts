import type { NetworkPorts } from './gather';
import type { LoopbackFacts } from './probe-loopback';
import { settleWithin } from './settle-within';

const pings = 5;
const sendForMs = 3_000;
/** Enough to judge a line by, and no more of anybody's mobile data. */
const enoughBytes = 8_000_000;
const chunk = new Uint8Array(16_384);
/** Keeps the pipe full without filling memory. */
const bufferBytes = 512_000;

/** A data channel of which both ends are here. */
type End = Pick<RTCDataChannel, 'send' | 'readyState' | 'onmessage' | 'onclose' | 'bufferedAmount'> & {
  bufferedAmountLowThreshold: number;
  onbufferedamountlow: RTCDataChannel['onbufferedamountlow'];
};

/** One that is closing throws at whoever sends (webrtc-pc 6.2), and events of before still come. */
const isOpen = ({ readyState }: End) => readyState === 'open';

/** Measures an open channel from `near` to `far`: the middle one of a few round trips, then how much gets through. */
export async function measureChannel(
  ports: NetworkPorts,
  near: End,
  far: End,
): Promise<LoopbackFacts | null> {
  const { clock } = ports;
  const roundTripsMs: number[] = [];
  far.onmessage = ({ data }) => {
    if (isOpen(far)) far.send(data);
  };
  for (let turn = 0; turn < pings; turn++) {
    const sentMs = clock.now();
    if (!(await answerTo(near, sentMs, ports))) return null;
    roundTripsMs.push(clock.now() - sentMs);
  }
  roundTripsMs.sort((a, b) => a - b);
  const throughputKbps = await flood(near, far, ports);
  return { roundTripMs: roundTripsMs[Math.floor(pings / 2)] ?? 0, throughputKbps };
}

function answerTo(near: End, sentMs: number, ports: NetworkPorts): Promise<boolean> {
  return settleWithin(ports, sendForMs, false, (settle) => {
    near.onmessage = () => settle(true);
    near.send(String(sentMs));
  });
}

/** Kilobits a second that arrive while the channel is kept full. */
async function flood(near: End, far: End, ports: NetworkPorts): Promise<number> {
  let receivedBytes = 0;
  const startMs = ports.clock.now();
  await settleWithin<void>(ports, sendForMs, undefined, (settle) => {
    near.onclose = () => settle();
    far.onmessage = ({ data }: MessageEvent<ArrayBuffer | Blob>) => {
      receivedBytes += data instanceof ArrayBuffer ? data.byteLength : data.size;
      if (receivedBytes >= enoughBytes) settle();
    };
    const fill = () => {
      while (isOpen(near) && near.bufferedAmount < bufferBytes) near.send(chunk);
    };
    near.bufferedAmountLowThreshold = bufferBytes / 2;
    near.onbufferedamountlow = fill;
    fill();
  });
  const elapsedMs = Math.max(1, ports.clock.now() - startMs);
  near.onbufferedamountlow = null;
  near.onclose = null;
  far.onmessage = null;
  return Math.round((receivedBytes * 8) / elapsedMs);
}
