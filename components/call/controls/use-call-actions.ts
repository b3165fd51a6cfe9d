import { useMemo } from 'react';
import { useCall } from '../call-provider';

/** Whether this browser can share a screen at all; phones mostly cannot. */
export function canShareScreen(): boolean {
  return typeof navigator !== 'undefined' && typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}

/** What buttons, keys and headsets do to one's own devices: one place, so that they cannot differ. */
export function useCallActions() {
  const call = useCall();
  return useMemo(() => {
    const { localMedia } = call;
    return {
      toggleMicrophone() {
        void localMedia.setMicrophoneOn(localMedia.state.getSnapshot().microphone.status === 'off');
      },
      toggleCamera() {
        void localMedia.setCameraOn(localMedia.state.getSnapshot().camera.status === 'off');
      },
      toggleScreen() {
        if (localMedia.state.getSnapshot().screen.status === 'on') localMedia.stopScreen();
        else if (canShareScreen()) void localMedia.startScreen();
      },
      leave() {
        call.leave();
      },
    };
  }, [call]);
}
