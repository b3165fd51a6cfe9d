import { setTimeout as delay } from 'node:timers/promises';
import { readPath } from '../path';
import { type Fault, holds, type Scene, under } from './fault';
import { allMovingAfterMs, watchUntilSteady, worstGapMs } from './gaps';

const blackholeMs = 10_000;
/** What a fault has to show itself. */
const onsetMs = 4_000;

/** Lets something happen, waits for the pictures to be steady again, and measures the longest gap. */
async function gapFrom({ people }: Scene, happen: () => Promise<void> | void): Promise<number> {
  const fromMs = Date.now();
  await happen();
  await watchUntilSteady(people, onsetMs);
  return worstGapMs(people, fromMs);
}

const networkSwitch: Fault = {
  name: 'network-switch',
  kinds: ['eim', 'eim'],
  prepare: (lab) => lab.side('a').addBackupNetwork(),
  async run(scene) {
    const gapMs = await gapFrom(scene, () => scene.lab.side('a').switchToBackupNetwork());
    return [under('longest gap after a new address and route', gapMs, 3_000)];
  },
};

const natRebinding: Fault = {
  name: 'nat-rebinding',
  kinds: ['eim', 'eim'],
  async run(scene) {
    const gapMs = await gapFrom(scene, () => scene.lab.side('a').rebind());
    return [under('longest gap after a NAT forgot its mappings', gapMs, 3_000)];
  },
};

const turnKilled: Fault = {
  name: 'turn-killed',
  kinds: ['sym', 'sym'],
  async run(scene) {
    const paths = await Promise.all(scene.people.map(({ page }) => readPath(page)));
    const inUse = paths.map((path) => path?.relayAddress).find(Boolean);
    if (!inUse) return [holds('the call is relayed', false)];
    const gapMs = await gapFrom(scene, () => scene.lab.turn(inUse).kill());
    return [under('longest gap after the TURN server in use was killed', gapMs, 3_000)];
  },
};

const blackhole: Fault = {
  name: 'blackhole',
  kinds: ['eim', 'eim'],
  async run({ lab, people }) {
    await lab.side('a').setBlackhole(true);
    await delay(blackholeMs);
    const healedMs = Date.now();
    await lab.side('a').setBlackhole(false);
    await watchUntilSteady(people, onsetMs);
    const movingMs = await allMovingAfterMs(people, healedMs);
    return [under('until both pictures move after 10 s of nothing', movingMs, 1_000)];
  },
};

/** What the connection itself must survive. */
export const recoveryFaults = [networkSwitch, natRebinding, turnKilled, blackhole];
