import type { Check } from './check';

/** How long an answer may take before it counts as none. */
const patienceMs = 8_000;

async function answers(): Promise<boolean> {
  // By hand: `AbortSignal.timeout` is missing in browsers that can well make calls.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const response = await fetch('/healthz', { cache: 'no-store', signal: patience.signal });
    return response.ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Opens a WebSocket where calls open theirs, and closes it again. */
function opensWebSocket(): Promise<boolean> {
  return new Promise((resolve) => {
    const url = new URL('/socket.io/?EIO=4&transport=websocket', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    const settle = (isOpen: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(isOpen);
    };
    const timer = setTimeout(() => settle(false), patienceMs);
    socket.onopen = () => settle(true);
    socket.onerror = () => settle(false);
  });
}

/** Whether the server that brings people together answers. */
export const checkServer: Check = {
  name: 'Server',
  run: async () =>
    (await answers())
      ? { state: 'fine', words: 'The call server answers.' }
      : { state: 'problem', words: 'The call server doesn’t answer. You may be offline, or it is down.' },
};

/** Whether the lasting connection that a call keeps to the server gets through proxies and firewalls. */
export const checkLiveConnection: Check = {
  name: 'Live connection',
  run: async () =>
    (await opensWebSocket())
      ? { state: 'fine', words: 'A lasting connection to the server works.' }
      : {
          state: 'note',
          words:
            'Something on the way, often a proxy or a VPN, blocks lasting connections. Calls fall back to a slower way.',
        },
};
