/** Sizes and lengths that both ends of the wire enforce. Bytes unless the name says otherwise. */
export const limits = {
  /** Longest display name, in UTF-16 code units. */
  displayNameLength: 60,
  /** Longest sealed box, in base64url characters. Descriptions with four media sections and their candidates take 10-20 k. */
  boxLength: 64_000,
  /** Largest packet that the server accepts: seven offers and a profile, with room to spare. */
  packetBytes: 512_000,
  /** Most people a room can be configured for. */
  roomCapacityMax: 32,
  /** Candidates in one sealed message: together they fit a box. */
  candidatesPerMessage: 40,
  /** Longest session description, in characters. */
  sdpLength: 40_000,
  /** Longest candidate line, in characters. */
  candidateLength: 1_000,
  /** Longest message between two participants over their data channel, in characters: a description fits. */
  peerMessageLength: 48_000,
  /** Longest message over the room channel, in characters. */
  roomMessageLength: 48_000,
  /** Longest text of a message in the chat, in UTF-16 code units. */
  chatTextLength: 4_000,
  /** Most entries of one log. */
  logEntries: 2_000,
  /** Most logs that one message of the chat speaks of. */
  logsPerMessage: 512,
  /** Highest place in the order of what is made in a room. */
  orderMax: 2 ** 40,
  /** Highest place in the order of raised hands. */
  handMax: 1_000_000,
} as const;
