import { signalingAddress } from '@/components/signaling-address';
import type { Diagnosis } from '@/lib/check/diagnose';
import { createSocketChannel } from '@/lib/signaling/socket-channel';
import { systemClock } from '@/lib/store/clock';
import { silentLogger } from '@/lib/store/logger';

/** Several tiles that fail together ask once. */
const isFreshForMs = 30_000;
let latest: { askedMs: number; diagnosis: Promise<Diagnosis | null> } | null = null;

async function ask(): Promise<Diagnosis | null> {
  try {
    // Loaded when somebody can't be reached: nobody's lobby waits for it.
    const { diagnose } = await import('@/lib/check/diagnose');
    return await diagnose({
      createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
      createChannel: (roomId) => createSocketChannel({ ...signalingAddress(), roomId, logger: silentLogger }),
      clock: systemClock,
    });
  } catch {
    // Its code may be out of reach as well: then there is nothing to add.
    return null;
  }
}

/** Which leg of the way fails from here; `null` when that can't be found out. */
export function diagnoseHere(): Promise<Diagnosis | null> {
  const nowMs = systemClock.now();
  if (!latest || nowMs - latest.askedMs > isFreshForMs) latest = { askedMs: nowMs, diagnosis: ask() };
  return latest.diagnosis;
}
