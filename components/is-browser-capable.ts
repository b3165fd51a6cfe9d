/**
 * Whether the browser has what a call can't be made without (webrtc-pc; Web Crypto). Web Crypto is judged only where
 * the address allows it, and devices not at all: one can join without.
 */
export function isBrowserCapable(): boolean {
  return (
    'RTCPeerConnection' in window &&
    'RTCRtpTransceiver' in window &&
    'WebSocket' in window &&
    (!isSecureContext || 'subtle' in crypto)
  );
}
