import { useEffect, useEffectEvent } from 'react';

interface MediaSessionOptions {
  title: string;
  isMicrophoneOn: boolean;
  isCameraOn: boolean;
  onToggleMicrophone: () => void;
  onToggleCamera: () => void;
  onHangUp: () => void;
}

/** The conferencing actions of Media Session, which TypeScript's DOM types do not list. */
type CallAction = 'togglemicrophone' | 'togglecamera' | 'hangup';

/** `false` where the browser does not know the action. */
function handle(action: CallAction, handler: (() => void) | null): boolean {
  try {
    navigator.mediaSession.setActionHandler(action as MediaSessionAction, handler);
    return true;
  } catch {
    return false;
  }
}

/** Tells the system about the call: its name, the devices' state, and the keys of headsets and small windows. */
export function useMediaSession(options: MediaSessionOptions): void {
  const { title, isMicrophoneOn, isCameraOn } = options;
  const act = useEffectEvent((action: CallAction) => {
    if (action === 'togglemicrophone') options.onToggleMicrophone();
    else if (action === 'togglecamera') options.onToggleCamera();
    else options.onHangUp();
  });

  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    const actions: CallAction[] = ['togglemicrophone', 'togglecamera', 'hangup'];
    const handled = actions.filter((action) => handle(action, () => act(action)));
    return () => {
      for (const action of handled) handle(action, null);
      navigator.mediaSession.metadata = null;
    };
  }, []);

  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title });
  }, [title]);

  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    void navigator.mediaSession.setMicrophoneActive?.(isMicrophoneOn);
    void navigator.mediaSession.setCameraActive?.(isCameraOn);
  }, [isMicrophoneOn, isCameraOn]);
}
