import { io } from 'socket.io-client';

/**
 * The least code that makes a call join fast: camera, socket, roster and an offer with its gathered candidates
 * for each resident are ready in the lobby; the click sends them all in one request, residents answer at once.
 */
const socket = io({ transports: ['websocket'] });
const prepared = new Map<string, RTCPeerConnection>();
/** The same capture as the app's: what is measured is the way to the call, not the size of the picture. */
const camera = navigator.mediaDevices.getUserMedia({
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
});

function show(stream: MediaStream, isMuted: boolean): void {
  const video = document.createElement('video');
  Object.assign(video, { srcObject: stream, muted: isMuted, autoplay: true, playsInline: true });
  document.body.append(video);
}

async function connect(id: string): Promise<RTCPeerConnection> {
  const connection = new RTCPeerConnection();
  prepared.set(id, connection);
  const stream = await camera;
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  connection.addEventListener('track', ({ track, streams: [remote] }) => {
    if (track.kind === 'video' && remote) show(remote, false);
  });
  return connection;
}

function gathered(connection: RTCPeerConnection): Promise<unknown> {
  return new Promise((resolve) => {
    if (connection.iceGatheringState === 'complete') resolve(null);
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') resolve(null);
    });
  });
}

async function offer(id: string): Promise<[string, RTCSessionDescription | null]> {
  const connection = await connect(id);
  await connection.setLocalDescription();
  await gathered(connection);
  return [id, connection.localDescription];
}

socket.on('joined', async (id: string, description: RTCSessionDescriptionInit) => {
  const connection = await connect(id);
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) socket.emit('signal', id, { candidate });
  });
  await connection.setRemoteDescription(description);
  await connection.setLocalDescription();
  socket.emit('signal', id, { description: connection.localDescription });
});

socket.on(
  'signal',
  async (
    id: string,
    signal: { description?: RTCSessionDescriptionInit; candidate?: RTCIceCandidateInit },
  ) => {
    const connection = prepared.get(id);
    if (signal.description) await connection?.setRemoteDescription(signal.description);
    if (signal.candidate) await connection?.addIceCandidate(signal.candidate);
  },
);

async function main(): Promise<void> {
  const button = document.querySelector('button');
  if (!button) throw new Error('no button');
  show(await camera, true);
  const residents: string[] = await socket.emitWithAck('watch', location.pathname);
  const offers = await Promise.all(residents.map(offer));
  button.addEventListener('click', () => socket.emitWithAck('join', Object.fromEntries(offers)));
  button.disabled = false;
}

void main();
