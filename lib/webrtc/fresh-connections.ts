/** A page within ours, with a view of its own of the networks of this device. */
export interface ConnectionFrame {
  createPeerConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  remove: () => void;
}

export interface FreshConnectionsPorts {
  openFrame: () => ConnectionFrame;
  setTimeout: (task: () => void, delayMs: number) => unknown;
}

/** With its frame goes whatever a connection has yet to answer: statistics, for example. */
const answersWithinMs = 5_000;

interface Opened {
  frame: ConnectionFrame;
  openCount: number;
  closedCount: number;
}

/**
 * Makes peer connections that know the networks as they are now. Chromium tells a page of a new network some two
 * seconds after that can be used, and until then the page's connections look for paths on the former one; a page that
 * asks for the first time is told at once. So each connection belongs to a frame that was opened for it, and for those
 * made in the same task; the frame goes some time after the last of them was closed. Throws what the browser's
 * constructor throws.
 */
export function createFreshConnections(
  ports: FreshConnectionsPorts,
): (configuration: RTCConfiguration) => RTCPeerConnection {
  let newest: Opened | null = null;

  /** What a frame has learned of the networks when it was opened holds for the task that is running now. */
  function current(): Opened {
    if (newest) return newest;
    newest = { frame: ports.openFrame(), openCount: 0, closedCount: 0 };
    queueMicrotask(() => {
      newest = null;
    });
    return newest;
  }

  function release(opened: Opened): void {
    opened.openCount -= 1;
    opened.closedCount += 1;
    const { closedCount } = opened;
    ports.setTimeout(() => {
      if (opened.openCount === 0 && opened.closedCount === closedCount) opened.frame.remove();
    }, answersWithinMs);
  }

  return (configuration) => {
    const opened = current();
    opened.openCount += 1;
    let connection: RTCPeerConnection;
    try {
      connection = opened.frame.createPeerConnection(configuration);
    } catch (error) {
      release(opened);
      throw error;
    }
    const close = connection.close.bind(connection);
    let isClosed = false;
    connection.close = () => {
      close();
      if (!isClosed) release(opened);
      isClosed = true;
    };
    return connection;
  };
}

/** Opens a frame of this page's own origin, which shows nothing. */
export function openConnectionFrame(): ConnectionFrame {
  const element = document.createElement('iframe');
  element.hidden = true;
  element.tabIndex = -1;
  document.body.append(element);
  // Without an address there is nothing to load: the empty document is there at once.
  const { RTCPeerConnection } = element.contentWindow as Window & typeof globalThis;
  return {
    createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
    remove: () => element.remove(),
  };
}
