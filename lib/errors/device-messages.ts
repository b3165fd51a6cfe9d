import type { DeviceFailure, DeviceKind } from './error-code';
import type { Message } from './message';

/** The words for a camera or microphone that gives nothing. A call never depends on either. */
export const deviceMessages: Record<`${DeviceKind}-${DeviceFailure}`, Message> = {
  'camera-denied': {
    title: 'The camera is blocked',
    body: 'Your browser keeps the camera from this page. The call works without it; others just can’t see you.',
    action: 'Click the icon beside the address at the top and allow the camera.',
  },
  'camera-denied-by-system': {
    title: 'Your device blocks the camera',
    body: 'The settings of your computer or phone keep the camera from this browser. The call works without it; others just can’t see you.',
    action: 'Open the privacy settings of your device and allow the camera for this browser.',
  },
  'camera-not-found': {
    title: 'No camera found',
    body: 'There is no camera here, or it isn’t plugged in. The call works without it; others just can’t see you.',
    action: 'Plug in a camera and turn it on.',
  },
  'camera-busy': {
    title: 'The camera is in use',
    body: 'Another app or tab seems to be using it. The call works without it; others just can’t see you.',
    action: 'Close the other app, then turn the camera on again.',
  },
  'camera-unsuitable': {
    title: 'This camera doesn’t fit',
    body: 'It can’t deliver a picture that works for a call, so others can’t see you.',
    action: 'Choose another camera.',
  },
  'camera-unplugged': {
    title: 'The camera was unplugged',
    body: 'The camera you were using is gone. The call goes on; others just can’t see you.',
    action: 'Plug it in again, or choose another camera.',
  },
  'camera-failed': {
    title: 'The camera didn’t start',
    body: 'It gave no picture, and your browser doesn’t say why. The call works without it; others just can’t see you.',
    action: 'Turn the camera on again, or choose another one.',
  },
  'microphone-denied': {
    title: 'The microphone is blocked',
    body: 'Your browser keeps the microphone from this page. You can join and listen, but others can’t hear you.',
    action: 'Click the icon beside the address at the top and allow the microphone.',
  },
  'microphone-denied-by-system': {
    title: 'Your device blocks the microphone',
    body: 'The settings of your computer or phone keep the microphone from this browser. You can join and listen, but others can’t hear you.',
    action: 'Open the privacy settings of your device and allow the microphone for this browser.',
  },
  'microphone-not-found': {
    title: 'No microphone found',
    body: 'There is no microphone here, or it isn’t plugged in. You can join and listen, but others can’t hear you.',
    action: 'Plug in a microphone or a headset and turn it on.',
  },
  'microphone-busy': {
    title: 'The microphone is in use',
    body: 'Another app or tab seems to be using it. You can join and listen, but others can’t hear you.',
    action: 'Close the other app, then turn the microphone on again.',
  },
  'microphone-unsuitable': {
    title: 'This microphone doesn’t fit',
    body: 'It can’t deliver sound that works for a call, so others can’t hear you.',
    action: 'Choose another microphone.',
  },
  'microphone-unplugged': {
    title: 'The microphone was unplugged',
    body: 'The microphone you were using is gone. The call goes on, but others can’t hear you.',
    action: 'Plug it in again, or choose another microphone.',
  },
  'microphone-failed': {
    title: 'The microphone didn’t start',
    body: 'It gave no sound, and your browser doesn’t say why. You can join and listen, but others can’t hear you.',
    action: 'Turn the microphone on again, or choose another one.',
  },
};
