import { expect, it, vi } from 'vitest';
import type { ParticipantId, PictureMessage } from '@/lib/protocol';
import { uplinkBudget } from '@/lib/webrtc/uplink-budget';
import { PictureDesk, type PictureKeeper } from './picture-desk';

const ada = 'ada' as ParticipantId;
const bo = 'bo' as ParticipantId;
const budget = uplinkBudget(1, false);
const wish = (camera: 'none' | 'large'): PictureMessage => ({
  kind: 'wish',
  content: { version: 1, camera, screen: 'large', isDataLow: false },
});
const sending: PictureMessage = { kind: 'sending', content: { version: 1, camera: 'paused' } };

function createKeeper() {
  return {
    plan: vi.fn<PictureKeeper['plan']>((_, given) => ({
      ...given,
      screen: { ...given.screen, isSent: false },
    })),
    receive: vi.fn<PictureKeeper['receive']>(),
    onReachable: vi.fn<PictureKeeper['onReachable']>(),
    forget: vi.fn<PictureKeeper['forget']>(),
  };
}

it('hands the keeper the last of each kind that was said before, and what is said after', () => {
  const desk = new PictureDesk();
  desk.receive(ada, wish('none'));
  desk.receive(ada, sending);
  desk.receive(ada, wish('large'));
  desk.receive(bo, wish('none'));
  desk.forget(bo);
  const keeper = createKeeper();
  desk.hand(keeper);
  expect(keeper.receive.mock.calls).toEqual([
    [ada, wish('large')],
    [ada, sending],
  ]);
  desk.receive(bo, wish('none'));
  expect(keeper.receive).toHaveBeenLastCalledWith(bo, wish('none'));
  desk.forget(bo);
  expect(keeper.forget).toHaveBeenCalledExactlyOnceWith(bo);
});

it('gives everybody the whole budget until there is a keeper', () => {
  const desk = new PictureDesk();
  expect(desk.plan(ada, budget)).toBe(budget);
  desk.onReachable(ada);
  desk.hand(createKeeper());
  expect(desk.plan(ada, budget).screen.isSent).toBe(false);
});
