import { describe, expect, it } from 'vitest';
import { RoomReplica } from './room-replica';
import { readPublishedChange, readStoredSeats } from './stored-seat';

const profile = JSON.stringify({ v: 1, kind: 'profile', epoch: 'e', seq: 1, iv: 'iv', box: 'a|b' });
const raw = (place: number, since = 0) => `e|c${place}|node|${since}|${place}|${profile}`;
const change = (from: number, to: number, id: string, seat: string, reason = 'left') =>
  readPublishedChange([from, to, id, reason, '', seat, '{}'].join('\n'), 'node');

/** A replica of a room for three that has just been opened, and what it tells. */
function open(version: number, seats: Record<string, string> = {}) {
  const told: string[] = [];
  const replica = new RoomReplica('room', 3, ({ participantId, after }) => {
    told.push(`${participantId} ${after === undefined ? 'left' : after.isInterrupted ? 'away' : 'is there'}`);
  });
  const adopt = (snapshotVersion: number, list: Record<string, string>, isKept = false) =>
    replica.adopt(
      {
        version: snapshotVersion,
        seats: readStoredSeats(Object.entries(list).flat(), 'node'),
        askedVersion: replica.version,
      },
      () => isKept,
    );
  adopt(version, seats);
  return { replica, told, adopt };
}

describe('RoomReplica', () => {
  it('tells nothing of what was there before anybody listened', () => {
    expect(open(5, { ada: raw(1) }).told).toEqual([]);
  });

  it('tells changes in their order, each once, however they arrive', () => {
    const { replica, told } = open(0);
    const changes = [
      change(0, 10, 'ada', raw(1)),
      change(10, 20, 'bob', raw(2)),
      change(20, 30, 'ada', raw(1, 7)),
      change(30, 40, 'ada', '', 'timeout'),
    ];
    for (const index of [2, 0, 0, 3, 1, 2, 1]) replica.take(changes[index] as (typeof changes)[0]);
    expect(told).toEqual(['ada is there', 'bob is there', 'ada away', 'ada left']);
    expect(replica.isBehind).toBe(false);
  });

  it('tells what it missed as soon as it sees a snapshot, and what came early after it', () => {
    const { replica, told, adopt } = open(5, { ada: raw(1) });
    replica.take(change(20, 30, 'cleo', raw(3)));
    expect(replica.isBehind).toBe(true);
    adopt(20, { bob: raw(2) });
    expect(told).toEqual(['ada left', 'bob is there', 'cleo is there']);
  });

  it('is not taken back by a snapshot that is older than what it knows', () => {
    const { replica, told } = open(5, { ada: raw(1) });
    const older = { version: 0, seats: new Map(), askedVersion: 5 };
    replica.take(change(5, 10, 'bob', raw(2)));
    replica.adopt(older, () => false);
    expect(told).toEqual(['bob is there']);
  });

  it('keeps whom Redis has forgotten while asked to, without a word when they are told of again', () => {
    const { replica, told, adopt } = open(5, { ada: raw(1), bob: raw(2) });
    adopt(0, {}, true);
    replica.take(change(0, 10, 'ada', raw(1)));
    expect(told).toEqual([]);
    adopt(10, { ada: raw(1) });
    expect(told).toEqual(['bob left']);
  });

  it('does not keep anybody for whom no place is left', () => {
    const { replica, told, adopt } = open(5, { ada: raw(1), bob: raw(2), cleo: raw(3) });
    adopt(0, {}, true);
    replica.take(change(0, 10, 'ada', raw(1)));
    replica.take(change(10, 20, 'bob', raw(2)));
    expect(told).toEqual([]);
    replica.take(change(20, 30, 'dan', raw(4)));
    expect(told).toEqual(['dan is there', 'cleo left']);
  });
});
