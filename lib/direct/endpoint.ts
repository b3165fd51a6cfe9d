/** A place where one end may be reached, over UDP (RFC 8445 5.1.1). `address`: IPv4, IPv6, or a name of mDNS. */
export interface EndpointCandidate {
  type: 'host' | 'srflx' | 'relay';
  address: string;
  port: number;
}

/**
 * One end of a connection with a data channel and nothing else: all that two ends have to know of each other. What
 * else stands in their descriptions is the same in every browser, and is written anew from this.
 */
export interface Endpoint {
  /** ICE credentials (RFC 8839 5.4), of the characters of base64. */
  usernameFragment: string;
  password: string;
  /** SHA-256 of the DTLS certificate (RFC 8122), 32 bytes. */
  fingerprint: Uint8Array<ArrayBuffer>;
  /** The likeliest first. */
  candidates: readonly EndpointCandidate[];
}

/** Bytes of a SHA-256. */
export const fingerprintBytes = 32;
/** More candidates than these are not handed over: the code has to fit a picture that cameras can read. */
export const candidatesMax = 10;
