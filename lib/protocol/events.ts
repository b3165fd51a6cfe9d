import * as v from 'valibot';
import { envelopeSchema } from './envelope';
import { admissionSchema, epochSchema, participantIdSchema, roomIdSchema, seatTokenSchema } from './ids';
import { limits } from './limits';
import type { Result } from './result';

/** Raised when a client of one version cannot talk to a server of another (PROTOCOL V1). */
export const protocolVersion = 1;

/** A seat as others see it. `isInterrupted`: the server lost this person's connection and waits for its return. */
const rosterEntrySchema = v.strictObject({
  participantId: participantIdSchema,
  profile: envelopeSchema,
  isInterrupted: v.boolean(),
});
export type RosterEntry = v.InferOutput<typeof rosterEntrySchema>;

const rosterSchema = v.pipe(v.array(rosterEntrySchema), v.maxLength(limits.roomCapacityMax));

const iceServerSchema = v.strictObject({
  urls: v.union([v.string(), v.array(v.string())]),
  username: v.optional(v.string()),
  credential: v.optional(v.string()),
});

/** What `RTCPeerConnection` is configured with (webrtc-pc 4.2.1). `ttlS`: seconds until the credentials expire. */
const iceConfigSchema = v.strictObject({
  iceServers: v.array(iceServerSchema),
  iceTransportPolicy: v.picklist(['all', 'relay']),
  ttlS: v.nullable(v.pipe(v.number(), v.minValue(1))),
});
export type IceConfig = v.InferOutput<typeof iceConfigSchema>;

/** A profile as a client may say it. */
const ownProfileSchema = v.pipe(
  envelopeSchema,
  v.check(({ box }) => box.length <= limits.profileBoxLength),
);

const nothing = v.strictObject({});

/** Requests: what a client may ask, and what it gets back in a `Result`. */
export const clientEvents = {
  /** Present the link's admission key and the tab's seat token; hear of the room from now on. */
  'room:watch': {
    payload: v.strictObject({
      protocolVersion: v.number(),
      roomId: roomIdSchema,
      admission: admissionSchema,
      seatToken: seatTokenSchema,
      epoch: epochSchema,
    }),
    reply: v.strictObject({
      participantId: participantIdSchema,
      participants: rosterSchema,
      capacity: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      ice: iceConfigSchema,
    }),
  },
  /** Take a seat; each offer is handed to its resident with the announcement of the newcomer. */
  'room:join': {
    payload: v.strictObject({
      profile: ownProfileSchema,
      offers: v.pipe(
        v.record(participantIdSchema, envelopeSchema),
        v.check((offers) => Object.keys(offers).length <= limits.roomCapacityMax),
      ),
    }),
    reply: v.strictObject({ participants: rosterSchema }),
  },
  'room:leave': { payload: nothing, reply: nothing },
  'profile:update': { payload: v.strictObject({ profile: ownProfileSchema }), reply: nothing },
  'signal:send': {
    payload: v.strictObject({ to: participantIdSchema, envelope: envelopeSchema }),
    reply: nothing,
  },
  'ice:refresh': { payload: nothing, reply: iceConfigSchema },
} as const;

/** Announcements from the server. */
export const serverEvents = {
  /** A newcomer, or somebody known who came back with a new epoch. `offer` only for residents. */
  'participant:joined': v.strictObject({
    participantId: participantIdSchema,
    profile: envelopeSchema,
    offer: v.optional(envelopeSchema),
  }),
  /** A new profile, or an interrupted participant who is back with the same epoch. */
  'participant:updated': v.strictObject({ participantId: participantIdSchema, profile: envelopeSchema }),
  'participant:interrupted': v.strictObject({ participantId: participantIdSchema }),
  'participant:left': v.strictObject({
    participantId: participantIdSchema,
    reason: v.picklist(['left', 'timeout']),
  }),
  'signal:received': v.strictObject({ from: participantIdSchema, envelope: envelopeSchema }),
  /** This connection has lost its seat: the same seat token joined from elsewhere. */
  'room:closed': v.strictObject({ reason: v.picklist(['replaced']) }),
  /**
   * The server is about to stop: media goes on. `moveInMs`: another one is there, to be gone to at that time; without
   * it there is nothing to do but to come back.
   */
  'server:draining': v.strictObject({
    moveInMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.moveMaxMs))),
  }),
} as const;

export type ClientEventName = keyof typeof clientEvents;
export type ServerEventName = keyof typeof serverEvents;
export type ClientPayload<E extends ClientEventName> = v.InferOutput<(typeof clientEvents)[E]['payload']>;
export type ClientReply<E extends ClientEventName> = v.InferOutput<(typeof clientEvents)[E]['reply']>;
export type ServerPayload<E extends ServerEventName> = v.InferOutput<(typeof serverEvents)[E]>;

/** What may travel with Socket.io's CONNECT packet: the first request of a connection (PROTOCOL J9). */
export interface ConnectAuth {
  watch?: ClientPayload<'room:watch'>;
}
/** What answers the `room:watch` of a CONNECT: the same as its acknowledgement would be (PROTOCOL J9). */
export const watchAnswerEvent = 'room:watched';

/** Socket.io's event maps, derived from the schemas. */
export type ClientToServerEvents = {
  [E in ClientEventName]: (payload: ClientPayload<E>, ack: (result: Result<ClientReply<E>>) => void) => void;
};
export type ServerToClientEvents = { [E in ServerEventName]: (payload: ServerPayload<E>) => void } & {
  [watchAnswerEvent]: (result: Result<ClientReply<'room:watch'>>) => void;
};
