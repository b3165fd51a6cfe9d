import { deviceMessages } from './device-messages';
import type { ErrorCode } from './error-code';
import type { Message } from './message';

/** The words for every code: what happened, what it means for the call, what to do. */
export const messages: Record<ErrorCode, Message> = {
  ...deviceMessages,
  'devices-insecure-context': {
    title: 'This page isn’t secure',
    body: 'Browsers allow the camera and the microphone only on pages whose address begins with https://.',
    action: 'Open the link again with https:// in front.',
  },
  'screen-denied': {
    title: 'Screen sharing is blocked',
    body: 'Your browser or your device doesn’t allow it. Nothing was shown to anybody, and the call goes on.',
    action:
      'Allow screen recording for this browser in the privacy settings of your device, then share again.',
  },
  'screen-unsupported': {
    title: 'This browser can’t share a screen',
    body: 'Browsers on phones usually can’t. You still see what others share.',
    action: 'Join from a computer to share your screen.',
  },
  'screen-failed': {
    title: 'Screen sharing didn’t start',
    body: 'The screen couldn’t be captured. Nothing was shown to anybody, and the call goes on.',
    action: 'Try again, or choose another window.',
  },
  'speaker-failed': {
    title: 'The speaker doesn’t work',
    body: 'No sound could be played on the speaker you chose, so you may not hear the others.',
    action: 'Choose another speaker.',
  },
  'playback-blocked': {
    title: 'The sound is waiting for you',
    body: 'Your browser wants a tap before it plays sound. You don’t hear the others yet.',
    action: 'Tap to hear',
  },
  'link-invalid': {
    title: 'This isn’t a link to a call here',
    body: 'A call link begins with this site’s address, followed by /r/ and a code. There is no call to join with this one.',
    action: 'Copy the whole link from your invitation and paste it again.',
  },
  'link-cut-off': {
    title: 'The link is cut off',
    body: 'Its end is missing, and without the end nobody can open the call. Some apps shorten links on the way.',
    action: 'Copy the whole link, with everything after the #, or ask for it again.',
  },
  'link-mistyped': {
    title: 'There is a mistake in the link',
    body: 'At least one character isn’t right, so the call can’t be opened.',
    action: 'Copy the link instead of typing it, or ask for it again.',
  },
  'room-mismatch': {
    title: 'The link doesn’t open this call',
    body: 'The call’s server didn’t accept it. It was probably changed on the way to you.',
    action: 'Ask for the link again.',
  },
  'direct-code-invalid': {
    title: 'There is no code in this',
    body: 'A code is a long row of letters and digits, or a link that ends with one.',
    action: 'Copy the whole code, or the whole link, and paste it again.',
  },
  'direct-code-damaged': {
    title: 'The code is not complete',
    body: 'Something of it is missing or was changed on the way, so it can’t be used.',
    action: 'Copy the whole code and paste it again, or scan it.',
  },
  'direct-code-outdated': {
    title: 'The code is of another version',
    body: 'The two of you have opened different versions of this page, and they don’t understand each other.',
    action: 'Reload this page on both devices, then start again.',
  },
  'direct-code-offer': {
    title: 'This code begins another call',
    body: 'It would start a call, and what is needed here is the answer to yours.',
    action: 'Paste the answer that the other person got for your code.',
  },
  'direct-code-answer': {
    title: 'This code is an answer',
    body: 'It belongs on the page where the call was started, and that page has to be open still.',
    action: 'Paste it there, or start a call of your own here.',
  },
  'direct-code-own': {
    title: 'This is your own code',
    body: 'The other person has to open it. They get an answer for it, which they send to you.',
    action: 'Send it to them, and paste here what they send back.',
  },
  'direct-code-other-call': {
    title: 'This answers another code',
    body: 'It was made for a code that is not the one shown here, perhaps for one from before a reload.',
    action: 'Send the code that is shown here, and ask for a new answer.',
  },
  'direct-no-address': {
    title: 'This device isn’t connected to a network',
    body: 'Two devices have to be on a network to find each other, be it one without internet.',
    action: 'Connect to Wi-Fi or plug in a cable, then try again.',
  },
  'direct-unconnected': {
    title: 'The two devices don’t find each other',
    body: 'Without a server in between, some networks let nobody in. We keep trying.',
    action: 'Put both devices on the same Wi-Fi and make a new code, or use a call link.',
  },
  'direct-lost': {
    title: 'The way to the other person is gone',
    body: 'Without a server in between, a lost connection can’t be found again by itself.',
    action: 'Make a new code, as you did for this call.',
  },
  'browser-unsupported': {
    title: 'This browser is too old for calls',
    body: 'It lacks what a video call needs, so you can’t join with it.',
    action: 'Open the link in a current Chrome, Edge, Firefox or Safari.',
  },
  'server-unreachable': {
    title: 'We can’t reach this call’s server',
    body: 'You may be offline, or the server is down. Whoever you already see and hear stays connected.',
    action: 'Check your internet connection. We keep trying.',
  },
  'server-draining': {
    title: 'The server is about to restart',
    body: 'Calls that are running go on, but nobody new can join for a moment.',
    action: 'Try again in a minute.',
  },
  'server-interrupted': {
    title: 'The server can’t do this right now',
    body: 'A part of it is out of reach for a moment. Whoever you already see and hear stays connected.',
    action: 'Wait a moment. We keep trying.',
  },
  'unsupported-version': {
    title: 'This page is out of date',
    body: 'The server has been updated since you opened it, and the two no longer understand each other.',
    action: 'Reload the page.',
  },
  'room-full': {
    title: 'The call is full',
    body: 'As many people as it holds are already in. You can join as soon as somebody leaves.',
    action: 'Wait a little, then try again.',
  },
  'not-watching': {
    title: 'The server doesn’t know this page any more',
    body: 'It has forgotten which call you want to join.',
    action: 'Reload the page to join again.',
  },
  'not-joined': {
    title: 'You are no longer in the call',
    body: 'Your place was given up, probably because your connection was gone for too long.',
    action: 'Join the call again.',
  },
  'call-replaced': {
    title: 'The call goes on in another tab',
    body: 'You joined it again somewhere else, so it ended here.',
    action: 'Go to the other tab, or rejoin here.',
  },
  'no-such-participant': {
    title: 'This person has left',
    body: 'They are no longer in the call. Everybody else stays connected.',
    action: 'Nothing to do.',
  },
  'participant-away': {
    title: 'This person’s connection was interrupted',
    body: 'They will probably be back in a moment. Everybody else stays connected.',
    action: 'Wait a moment.',
  },
  'peer-unreachable': {
    title: 'We can’t connect you with this person',
    body: 'A network between the two of you blocks calls, so you can’t see or hear each other. Everybody else stays connected.',
    action: 'Try another network, such as mobile data, or turn off your VPN.',
  },
  'call-tampered': {
    title: 'Somebody tampered with this call',
    body: 'A message between you was changed or repeated on its way. We threw it away, and the call goes on.',
    action: 'Compare the safety code with the others. If it differs, leave the call and use a new link.',
  },
  'rate-limited': {
    title: 'That was too much at once',
    body: 'The server holds you back for a moment. You keep your place in the call.',
    action: 'Wait a few seconds, then try again.',
  },
  'bad-request': {
    title: 'The server didn’t understand this page',
    body: 'What you just did had no effect. Whoever you already see and hear stays connected.',
    action: 'Try again. If that doesn’t help, reload the page.',
  },
  internal: {
    title: 'Something went wrong on our side',
    body: 'We didn’t expect this. Whoever you already see and hear stays connected.',
    action: 'Try again in a moment.',
  },
};
