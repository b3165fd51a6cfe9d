// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { createFakeCall, readyLobby } from '@/components/testing/fake-call';
import type { CallState } from '@/lib/call/call-state';
import { leaveWithPage } from './leave-with-page';
import { inCall } from './testing/people';

/** Tells the page that it goes; what the call was asked then. */
function hidePage(state: CallState, before?: (page: AbortController) => void) {
  const call = createFakeCall({ state });
  const page = new AbortController();
  leaveWithPage(call, page.signal);
  before?.(page);
  window.dispatchEvent(new Event('pagehide'));
  page.abort();
  return call.asked;
}

describe('A page that goes', () => {
  it('leaves a call, also one that is still being joined', () => {
    expect(hidePage(inCall([]))).toEqual([['leave']]);
    expect(hidePage({ ...inCall([]), phase: 'joining' })).toEqual([['leave']]);
  });

  it('keeps its lobby, which the way back may show again', () => {
    expect(hidePage(readyLobby)).toEqual([]);
  });

  it('leaves nothing once the call is disposed', () => {
    expect(hidePage(inCall([]), (page) => page.abort())).toEqual([]);
  });
});
