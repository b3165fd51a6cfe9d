import type { ErrorCode } from './error-code';

/** What a person reads about a failure, in whole sentences. */
export interface ErrorMessage {
  /** What happened. */
  title: string;
  /** What it means for them. */
  body: string;
  /** What to do about it. */
  action: string;
}

const checkAddressBar = 'Allow it with the icon next to the address, or in the browser’s settings.';
const linkAgain = 'Ask for the link again and copy the whole of it, also what follows the # sign.';
const ours = {
  title: 'Something went wrong',
  body: 'The call can’t go on from here. It is our fault, not yours.',
};
const reload = 'Reload the page. If it happens again, start a new call.';

/** The words for every `ErrorCode`. Exhaustive: a new code does not compile until it has words. */
export const errorMessages: Record<ErrorCode, ErrorMessage> = {
  'bad-request': { ...ours, action: reload },
  'not-watching': { ...ours, action: reload },
  'not-joined': { ...ours, action: reload },
  'no-such-participant': { ...ours, action: reload },
  internal: { ...ours, action: reload },
  'unsupported-version': {
    title: 'This page is out of date',
    body: 'The call’s server has been updated since you opened it.',
    action: 'Reload the page.',
  },
  'room-mismatch': {
    title: 'This link is not right',
    body: 'Its two halves don’t belong together, so it leads to no call.',
    action: linkAgain,
  },
  'room-full': {
    title: 'This call is full',
    body: 'Everybody who fits is already in.',
    action: 'You can join as soon as somebody leaves.',
  },
  'participant-away': {
    title: 'They lost their connection',
    body: 'We’ll reach them again when they are back.',
    action: 'Wait a moment.',
  },
  'rate-limited': {
    title: 'That was a lot at once',
    body: 'The server asks for a short break.',
    action: 'Try again in a minute.',
  },
  'server-draining': {
    title: 'The server is restarting',
    body: 'Calls that are going on stay connected.',
    action: 'Wait a moment: we try again by ourselves.',
  },
  'server-unreachable': {
    title: 'We can’t reach this call’s server',
    body: 'You may be offline, or your network blocks it.',
    action: 'Check your connection. We keep trying.',
  },

  'camera-denied': {
    title: 'Your camera is blocked',
    body: 'This site is not allowed to use it, so nobody can see you.',
    action: checkAddressBar,
  },
  'camera-denied-by-system': {
    title: 'Your camera is blocked by your device',
    body: 'The system does not let this browser use it, so nobody can see you.',
    action: 'Allow the camera for this browser in your device’s privacy settings.',
  },
  'camera-not-found': {
    title: 'No camera found',
    body: 'Nobody can see you, but you can join and talk.',
    action: 'Plug one in, and it appears here.',
  },
  'camera-busy': {
    title: 'Your camera is in use',
    body: 'Another app or tab seems to have it.',
    action: 'Close that one, then try again.',
  },
  'camera-unsuitable': {
    title: 'This camera does not fit',
    body: 'It can’t give a picture that a call can use.',
    action: 'Choose another camera.',
  },
  'camera-unplugged': {
    title: 'Your camera is gone',
    body: 'It was unplugged or switched off, so nobody can see you.',
    action: 'Plug it in again, or choose another one.',
  },
  'camera-failed': {
    title: 'Your camera did not start',
    body: 'The browser could not say why.',
    action: 'Unplug it and plug it in again, or restart the browser.',
  },
  'microphone-denied': {
    title: 'Your microphone is blocked',
    body: 'This site is not allowed to use it, so nobody can hear you.',
    action: checkAddressBar,
  },
  'microphone-denied-by-system': {
    title: 'Your microphone is blocked by your device',
    body: 'The system does not let this browser use it, so nobody can hear you.',
    action: 'Allow the microphone for this browser in your device’s privacy settings.',
  },
  'microphone-not-found': {
    title: 'No microphone found',
    body: 'Nobody can hear you, but you can join and listen.',
    action: 'Plug one in, and it appears here.',
  },
  'microphone-busy': {
    title: 'Your microphone is in use',
    body: 'Another app seems to have it.',
    action: 'Close that one, then try again.',
  },
  'microphone-unsuitable': {
    title: 'This microphone does not fit',
    body: 'It can’t give sound that a call can use.',
    action: 'Choose another microphone.',
  },
  'microphone-unplugged': {
    title: 'Your microphone is gone',
    body: 'It was unplugged or switched off, so nobody can hear you.',
    action: 'Plug it in again, or choose another one.',
  },
  'microphone-failed': {
    title: 'Your microphone did not start',
    body: 'The browser could not say why.',
    action: 'Unplug it and plug it in again, or restart the browser.',
  },
  'devices-insecure-context': {
    title: 'This address is not secure',
    body: 'Browsers allow calls only on addresses that begin with https.',
    action: 'Open the same address with https in front.',
  },
  'speaker-failed': {
    title: 'This speaker can’t be used',
    body: 'The sound stays where it was.',
    action: 'Choose another speaker, or check that it is switched on.',
  },
  'playback-blocked': {
    title: 'The browser holds the sound back',
    body: 'You can’t hear anybody yet.',
    action: 'Press anywhere on the page.',
  },

  'screen-denied': {
    title: 'Your screen can’t be shared',
    body: 'The system does not let this browser record the screen.',
    action: 'Allow screen recording for this browser in your device’s privacy settings.',
  },
  'screen-unsupported': {
    title: 'This browser can’t share a screen',
    body: 'Phones and some browsers don’t offer it.',
    action: 'Share from a computer.',
  },
  'screen-failed': {
    title: 'Sharing did not start',
    body: 'The browser could not say why.',
    action: 'Try again, or choose another window.',
  },

  'link-invalid': {
    title: 'This is not a call link',
    body: 'A call link of this site looks like …/r/abcd-efgh-ijkl-mnop#secret.',
    action: 'Copy the whole link that you were sent.',
  },
  'link-cut-off': {
    title: 'This link is cut off',
    body: 'Its last part, after the # sign, is missing. Without it nobody can enter the call.',
    action: linkAgain,
  },
  'link-mistyped': {
    title: 'This link is mistyped',
    body: 'A character or two are different from the real one, so it leads to no call.',
    action: linkAgain,
  },
  'browser-unsupported': {
    title: 'This browser can’t make calls',
    body: 'It lacks something that video calls need.',
    action: 'Update it, or open the link in a current Chrome, Edge, Firefox or Safari.',
  },
  'call-replaced': {
    title: 'You joined from another tab',
    body: 'The call goes on there. Your camera and microphone are off here.',
    action: 'Go to that tab, or carry on in this one.',
  },
  'peer-unreachable': {
    title: 'No connection to this person',
    body: 'Your two networks don’t let you through to each other.',
    action: 'It may help if one of you changes the network, or turns off a VPN.',
  },
  'call-tampered': {
    title: 'Somebody tampered with this call',
    body: 'Messages between you were altered on the way. They were thrown away, but somebody tries to get in between.',
    action: 'Leave, and start a new call over another network.',
  },
};
