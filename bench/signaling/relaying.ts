import { setTimeout as wait } from 'node:timers/promises';
import type { LightSocket } from './light-socket';

/** Somebody who relays to the next person of their room. */
export interface Member {
  socket: LightSocket;
  /** Frames for the next person of the room, made beforehand. */
  frames: Buffer[];
  /** When each message to this member that has not arrived was sent. */
  sentAtMs: number[];
  next: Member | null;
}

/** `amount` joined or delivered within `seconds`; `latenciesMs` of what arrived, sorted. */
export interface Done {
  amount: number;
  seconds: number;
  latenciesMs: number[];
}

/** What is still on its way is waited for at most this long. */
const arrivalMs = 3_000;

async function untilSettled(underWay: () => number): Promise<void> {
  for (let waitedMs = 0; underWay() > 0 && waitedMs < arrivalMs; waitedMs += 10) await wait(10);
  if (underWay() > 0) throw new Error(`${underWay()} messages never arrived`);
}

/**
 * Keeps `window` messages under way: the members speak in turn, each as soon as an earlier message has been delivered.
 */
export async function relay(members: readonly Member[], durationMs: number, window: number): Promise<Done> {
  let sent = 0;
  let amount = 0;
  let isOver = false;
  const send = () => {
    const { socket, frames } = members[sent % members.length] as Member;
    socket.write(frames[Math.floor(sent / members.length) % frames.length] as Buffer);
    sent++;
  };
  for (const { socket } of members) {
    socket.onMessage = (kind) => {
      if (kind !== 'event') return;
      amount++;
      if (!isOver) send();
    };
  }
  const startMs = performance.now();
  for (let i = 0; i < window; i++) send();
  await wait(durationMs);
  isOver = true;
  const done = { amount, seconds: (performance.now() - startMs) / 1000, latenciesMs: [] };
  await untilSettled(() => sent - amount);
  return done;
}

/** Sends `perS` messages a second, whatever becomes of them, and times each. */
export async function steady(members: readonly Member[], durationMs: number, perS: number): Promise<Done> {
  const latenciesMs: number[] = [];
  for (const member of members) {
    member.socket.onMessage = (kind) => {
      const sentMs = kind === 'event' ? member.sentAtMs.shift() : undefined;
      if (sentMs !== undefined) latenciesMs.push(performance.now() - sentMs);
    };
  }
  const startMs = performance.now();
  let sent = 0;
  for (let elapsedMs = 0; elapsedMs < durationMs; elapsedMs = performance.now() - startMs) {
    for (; sent < (elapsedMs / 1000) * perS; sent++) {
      const member = members[sent % members.length];
      const frame = member?.frames[Math.floor(sent / members.length) % member.frames.length];
      member?.next?.sentAtMs.push(performance.now());
      if (frame !== undefined) member?.socket.write(frame);
    }
    await wait(1);
  }
  await untilSettled(() => sent - latenciesMs.length);
  return { amount: sent, seconds: durationMs / 1000, latenciesMs: latenciesMs.sort((a, b) => a - b) };
}
