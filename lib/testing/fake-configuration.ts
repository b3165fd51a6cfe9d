/**
 * A configuration may be replaced by another (webrtc-pc 4.4.1.6), but an identity can't be changed, and leaving it
 * out counts as a change in Chromium.
 *
 * @throws DOMException `InvalidModificationError`
 */
export function checkConfiguration({ certificates = [] }: RTCConfiguration, next: RTCConfiguration): void {
  const isSame = certificates.every((certificate, i) => certificate === next.certificates?.[i]);
  if (!isSame) throw new DOMException('other certificates', 'InvalidModificationError');
}
