import type { NetworkPorts } from './gather';
import type { Relay } from './ice-urls';
import { measureChannel } from './measure-channel';
import { settleWithin } from './settle-within';

const connectTimeoutMs = 8_000;

/** What a relay carries, from this page to itself. */
export interface LoopbackFacts {
  /** There and back again, through the relay twice. */
  roundTripMs: number;
  throughputKbps: number;
}

/** Calls itself through one relay and sends data for a few seconds; `null` when that does not connect. Never rejects. */
export async function probeLoopback(ports: NetworkPorts, { server }: Relay): Promise<LoopbackFacts | null> {
  const configuration: RTCConfiguration = { iceServers: [server], iceTransportPolicy: 'relay' };
  const connections: RTCPeerConnection[] = [];
  try {
    const near = ports.createPeerConnection(configuration);
    connections.push(near);
    const far = ports.createPeerConnection(configuration);
    connections.push(far);
    near.onicecandidate = ({ candidate }) => void deliver(candidate, far);
    far.onicecandidate = ({ candidate }) => void deliver(candidate, near);
    const channel = near.createDataChannel('check');
    const arrived = new Promise<RTCDataChannel>((resolve) => {
      far.ondatachannel = (event) => resolve(event.channel);
    });
    await near.setLocalDescription();
    if (!near.localDescription) return null;
    await far.setRemoteDescription(near.localDescription);
    await far.setLocalDescription();
    if (!far.localDescription) return null;
    await near.setRemoteDescription(far.localDescription);
    if (!(await untilOpen(channel, ports))) return null;
    return await measureChannel(ports, channel, await arrived);
  } catch {
    // Whatever the browser refuses here, the call through the relay did not come about.
    return null;
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** Both ends are in this page: a candidate that comes before the description, or is refused, is one of several. */
async function deliver(candidate: RTCIceCandidate | null, to: RTCPeerConnection): Promise<void> {
  try {
    if (to.signalingState !== 'closed') await to.addIceCandidate(candidate ?? undefined);
  } catch {
    return;
  }
}

function untilOpen(channel: RTCDataChannel, ports: NetworkPorts): Promise<boolean> {
  return settleWithin(ports, connectTimeoutMs, false, (settle) => {
    channel.onopen = () => settle(true);
    if (channel.readyState === 'open') settle(true);
  });
}
