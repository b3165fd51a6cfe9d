import { describe, expect, it } from 'vitest';
import { type PictureLook, type WatchdogAction, watchdogStart, watchPicture } from './frame-watchdog';

const stuck: PictureLook = { isDecoding: true, isWatchable: true, hasRendered: false };
const moving: PictureLook = { ...stuck, hasRendered: true };

/** What was done, look by look, one every second. */
function actionsOf(looks: readonly PictureLook[]): WatchdogAction[] {
  let state = watchdogStart;
  return looks.map((look, index) => {
    const next = watchPicture(state, look, index * 1_000);
    state = next.state;
    return next.action;
  });
}
const seconds = (count: number, look: PictureLook) => Array<PictureLook>(count).fill(look);

describe('the watchdog of a picture', () => {
  it('attaches the stream again after 3 s of frames that nobody sees, then asks for a fresh session', () => {
    const actions = actionsOf(seconds(7, stuck));
    expect(actions).toEqual(['none', 'none', 'none', 'reattach', 'none', 'none', 'recover']);
  });

  it('does nothing more when attaching has helped', () => {
    expect(
      actionsOf([...seconds(5, stuck), ...seconds(10, moving)]).filter((each) => each !== 'none'),
    ).toEqual(['reattach']);
  });

  it('leaves a picture alone that gets no frames, or is not seen', () => {
    expect(actionsOf(seconds(20, { ...stuck, isDecoding: false }))).not.toContain('reattach');
    expect(actionsOf(seconds(20, { ...stuck, isWatchable: false }))).not.toContain('reattach');
  });

  it('asks for a fresh session at most twice a minute', () => {
    const actions = actionsOf(seconds(61, stuck));
    expect(actions.filter((each) => each === 'recover')).toHaveLength(2);
  });

  it('counts from anew after a frame was shown', () => {
    const actions = actionsOf([...seconds(3, stuck), moving, ...seconds(3, stuck)]);
    expect(actions).not.toContain('reattach');
  });
});
