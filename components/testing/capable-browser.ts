import { vi } from 'vitest';

/** Has the page run in a browser that can make calls, on a secure origin, until the test ends. */
export function stubCapableBrowser(): void {
  vi.stubGlobal('RTCPeerConnection', class {});
  vi.stubGlobal('RTCRtpTransceiver', class {});
  vi.stubGlobal('isSecureContext', true);
}
