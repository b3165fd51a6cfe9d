import type { Unsubscribe } from '@/lib/store/store';

/** What of `navigator.connection` is looked at (Network Information API); not every browser has it. */
export interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

export interface NetworkWatchPorts {
  /** Where `online` events come from: the window. */
  window: EventTarget;
  connection?: NetworkInformation | undefined;
}

/** `possible`: the browser's estimate of the network has changed, and perhaps the network itself. */
export type NetworkChange = 'likely' | 'possible';

/** Tells when this device may have moved to another network. Returns how to stop. */
export function watchNetwork(
  { window, connection }: NetworkWatchPorts,
  onChange: (change: NetworkChange) => void,
): Unsubscribe {
  let type = connection?.type;
  const onOnline = () => onChange('likely');
  // Fires for every new estimate of speed as well; desktop browsers do not say of what kind the network is.
  function onConnectionChange(): void {
    onChange(connection?.type === type ? 'possible' : 'likely');
    type = connection?.type;
  }
  window.addEventListener('online', onOnline);
  connection?.addEventListener('change', onConnectionChange);
  return () => {
    window.removeEventListener('online', onOnline);
    connection?.removeEventListener('change', onConnectionChange);
  };
}
