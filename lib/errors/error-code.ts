import type { WireErrorCode } from '@/lib/protocol';

/** A local device, as people know it. */
export type DeviceKind = 'camera' | 'microphone';

/** Why a device gives no track; each has its own words (mediacapture-main 10.3.1). */
export type DeviceFailure =
  | 'denied'
  | 'denied-by-system'
  | 'not-found'
  | 'busy'
  | 'unsuitable'
  | 'unplugged'
  | 'failed';

/** Everything that can go wrong in front of a person. Closed: a new member does not compile until it has words. */
export type ErrorCode =
  | WireErrorCode
  | `${DeviceKind}-${DeviceFailure}`
  | 'devices-insecure-context'
  | 'screen-denied'
  | 'screen-unsupported'
  | 'screen-failed'
  | 'speaker-failed'
  | 'playback-blocked'
  | 'link-invalid'
  | 'link-cut-off'
  | 'link-mistyped'
  | 'direct-code-invalid'
  | 'direct-code-damaged'
  | 'direct-code-outdated'
  | 'direct-code-offer'
  | 'direct-code-answer'
  | 'direct-code-own'
  | 'direct-code-other-call'
  | 'direct-no-address'
  | 'direct-unconnected'
  | 'direct-lost'
  | 'browser-unsupported'
  | 'server-unreachable'
  | 'call-replaced'
  | 'peer-unreachable'
  | 'call-tampered';
