/**
 * Everything that the log may say, and its words: a line names its `event`, so whoever counts, samples or searches
 * lines needs no others beside it. docs/MONITORING.md lists the same.
 */
export const logEvents = {
  listening: 'listening',
  'ice-missing':
    'neither STUN nor TURN configured: hardly any call between networks will connect. Set TURN_URLS and TURN_SECRET.',
  'turn-missing':
    'no TURN configured: about one call in six between networks will not connect. Set TURN_URLS and TURN_SECRET.',
  draining: 'draining',
  stopped: 'stopped',
  'stop-failed': 'could not stop in order',
  'metrics-failed': 'the metrics could not be written',
  'pages-note': 'the page server says',
  'pages-warn': 'the page server warns',
  'pages-fail': 'the page server fails',
  'page-failed': 'a page failed',
  'handler-failed': 'a handler failed',
  'disconnect-failed': 'a disconnect failed',
  'seat-not-freed': 'a seat could not be freed',
  'protocol-broken': 'a connection broke its protocol',
  'slow-readers-cut': 'connections that take nothing in were ended',
  'slow-readers-not-cut': 'connections that take nothing in could not be looked for',
  'ice-server-works': 'a STUN or TURN server works',
  'ice-server-fails': 'a STUN or TURN server fails',
  'ice-test-failed': 'the ICE self-test broke off',
  'redis-up': 'Redis is within reach',
  'redis-down': 'Redis is out of reach: nobody new can join until it is back',
  'redis-connection-broken': 'a connection to Redis broke',
  'redis-given-up': 'Redis was given up',
  'redis-refused': 'Redis refused',
  'redis-command-failed': 'a command failed',
  'redis-beat-failed': 'a beat failed',
  'redis-unsubscribe-failed': 'could not unsubscribe',
  'room-not-healed': 'a room could not be healed',
} as const;

export type LogEvent = keyof typeof logEvents;
