import { render, screen } from '@testing-library/react';
import { vi } from 'vitest';
import { createFakeCall, type FakeCall } from '@/components/testing/fake-call';
import { useStore } from '@/components/use-store';
import type { CallState } from '@/lib/call/call-state';
import type { Diagnosis } from '@/lib/check/diagnose';
import type { RoomLink } from '@/lib/crypto/room-link';
import { CallProvider, useCall } from '../call-provider';
import { CallScreen } from '../call-screen';
import { DiagnoseContext } from '../diagnosis/use-diagnosis';
import { inCall } from './people';

export const linkUrl = 'https://parley.example/r/abcd-efgh-ijkl-mnop#AAAAAAAAAAAAAAAAAAAAAA';

const link = { url: linkUrl, roomId: 'abcd-efgh-ijkl-mnop' } as RoomLink;

function Screen() {
  const state = useStore(useCall().state);
  return state.phase === 'in-call' || state.phase === 'joining' ? <CallScreen state={state} /> : null;
}

/** Renders the call screen over a fake call on a stage of 1256 x 700 pixels; `diagnose` is asked why somebody can't be reached. */
export async function renderCall(
  state: CallState = inCall([]),
  overrides: Parameters<typeof createFakeCall>[0] = {},
  diagnose: () => Promise<Diagnosis | null> = async () => null,
): Promise<FakeCall> {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1256);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(700);
  Object.defineProperty(navigator, 'mediaDevices', {
    value: { getDisplayMedia: vi.fn() },
    configurable: true,
  });
  const call = createFakeCall({ state, ...overrides });
  const createCall = async () => call;
  render(
    <CallProvider link={link} createCall={createCall} fallback={null}>
      <DiagnoseContext value={diagnose}>
        <Screen />
      </DiagnoseContext>
    </CallProvider>,
  );
  await screen.findByRole('toolbar');
  return call;
}
