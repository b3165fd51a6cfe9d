/** Sizes and lengths that both ends of the wire enforce. Bytes unless the name says otherwise. */
export const limits = {
  /** Longest display name, in UTF-16 code units. */
  displayNameLength: 60,
  /** Longest sealed box, in base64url characters. Descriptions with four media sections and their candidates take 10-20 k. */
  boxLength: 64_000,
  /** Longest sealed profile, in base64url characters: everybody in the room is told it, and every newcomer again. */
  profileBoxLength: 4_000,
  /** Largest packet that the server accepts: seven offers and a profile, with room to spare. */
  packetBytes: 512_000,
  /** Most people a room can be configured for. */
  roomCapacityMax: 32,
  /** Longest that a server which is about to stop lets somebody wait before they move, in milliseconds. */
  moveMaxMs: 600_000,
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
  /** Most logs that one participant calls their own: one for each life of their page. */
  ownLogs: 64,
  /** Highest place in the order of what is made in a room. */
  orderMax: 2 ** 40,
  /** Highest place in the order of raised hands. */
  handMax: 1_000_000,
  /** Longest file name, in UTF-16 code units. */
  fileNameLength: 255,
  /** Longest media type of a file, in characters. */
  fileTypeLength: 100,
  /** Largest file: 256 GiB. */
  fileBytesMax: 2 ** 38,
  /** Blocks of the largest file. */
  fileBlocksMax: 2 ** 20,
  /** Files that one participant offers at a time. */
  fileOffers: 100,
  /** File offers in one message. */
  fileOffersPerMessage: 20,
  /** Longest voice note, in milliseconds: five minutes, and a little for the last buffer. */
  voiceMs: 305_000,
  /** Loudness of a voice note, in base64url characters: 128 steps. */
  voicePeaksLength: 172,
} as const;
