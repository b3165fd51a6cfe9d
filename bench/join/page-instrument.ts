/** When things happened in a page, in milliseconds since the epoch: comparable between pages of one machine. */
interface JoinMarks {
  /** The last click on a button. */
  clickMs: number;
  /** When the lobby could first be used: a press on the join button would work. */
  usableMs: number;
  /** The first rendered frame of each remote track that a `<video>` ever showed. */
  firstFrameMs: Record<string, number>;
}

declare global {
  interface Window {
    joinMarks: JoinMarks;
  }
}

/**
 * An init script, the same for every site that is measured: notes clicks and first remote frames. Runs in the page:
 * it may use nothing from here.
 */
export function installInstrument(): void {
  const marks: JoinMarks = { clickMs: 0, usableMs: 0, firstFrameMs: {} };
  window.joinMarks = marks;
  const connections: RTCPeerConnection[] = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  const nowMs = () => performance.timeOrigin + performance.now();
  addEventListener(
    'click',
    () => {
      marks.clickMs = nowMs();
    },
    { capture: true },
  );
  const watched = new WeakSet<HTMLVideoElement>();
  function watch(video: HTMLVideoElement): void {
    if (watched.has(video)) return;
    watched.add(video);
    video.requestVideoFrameCallback(function onFrame(): void {
      video.requestVideoFrameCallback(onFrame);
      const track = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : undefined;
      if (!track || track.id in marks.firstFrameMs) return;
      const isRemote = connections.some((connection) =>
        connection.getReceivers().some((receiver) => receiver.track === track),
      );
      if (isRemote) marks.firstFrameMs[track.id] = nowMs();
    });
  }
  function isUsable(): boolean {
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === 'Join call',
    );
    return button !== undefined && !button.disabled && !document.querySelector('#join-status')?.textContent;
  }
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) watch(video);
    if (marks.usableMs === 0 && isUsable()) marks.usableMs = nowMs();
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
}
