import type { IceReport, IceServerReport } from '../ice/ice-self-test';
import { latencyBoundsS } from './latency-histogram';
import type { Census } from './take-census';
import type { Tally } from './tally';

/** What is behind the metrics, at the moment somebody asks. */
export interface MetricsSnapshot {
  census: Census;
  tally: Tally;
  isDraining: boolean;
  ice: IceReport;
  /** `null` where there is no Redis. */
  redis: { isUp: boolean; roundTripMs: number; nodeCount: number } | null;
}

export interface Sample {
  metricName?: string;
  labels: Readonly<Record<string, string | number>>;
  value: number;
}

/** One metric with all its series: always the same ones, whatever happens. */
export interface MetricFamily {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  read(snapshot: MetricsSnapshot): Sample[];
}

type Read<T> = (snapshot: MetricsSnapshot) => T;

function single(type: 'counter' | 'gauge', name: string, help: string, read: Read<number>): MetricFamily {
  return { name, type, help, read: (snapshot) => [{ labels: {}, value: read(snapshot) }] };
}

function labelled(
  type: 'counter' | 'gauge',
  name: string,
  label: string,
  help: string,
  read: Read<Readonly<Record<string, number>>>,
): MetricFamily {
  const toSample = ([key, value]: [string, number]): Sample => ({ labels: { [label]: key }, value });
  return { name, type, help, read: (snapshot) => Object.entries(read(snapshot)).map(toSample) };
}

const relayTimes: MetricFamily = {
  name: 'parley_signal_relay_seconds',
  type: 'histogram',
  help: 'From the arrival of a signal at this node to its being handed to its addressee, or to the other nodes.',
  read({ tally }) {
    const { counts = new Float64Array(), sumS = 0 } = tally.relayTimes ?? {};
    const bucket = `${this.name}_bucket`;
    let count = 0;
    const samples = [...latencyBoundsS, '+Inf'].map((le, index): Sample => {
      count += counts[index] ?? 0;
      return { metricName: bucket, labels: { le }, value: count };
    });
    const total = (suffix: string, value: number) => ({
      metricName: `${this.name}_${suffix}`,
      labels: {},
      value,
    });
    return [...samples, total('sum', sumS), total('count', count)];
  },
};

const iceServers: MetricFamily = {
  name: 'parley_ice_servers',
  type: 'gauge',
  help: 'Configured STUN and TURN URLs by the result of the last self-test.',
  read({ ice }) {
    const states: readonly IceServerReport['state'][] = ['ok', 'failed', 'untested'];
    return (['turn', 'stun'] as const).flatMap((kind) =>
      states.map((state) => ({
        labels: { kind, state },
        value: ice[kind].filter((server) => server.state === state).length,
      })),
    );
  },
};

/** What is measured of Redis, where there is one. */
const redisFamilies: readonly MetricFamily[] = [
  single('gauge', 'parley_redis_up', 'Whether Redis answers in time.', ({ redis }) => Number(redis?.isUp)),
  single(
    'gauge',
    'parley_redis_round_trip_seconds',
    'How long Redis took to answer the last sign of life, one a second.',
    ({ redis }) => (redis?.roundTripMs ?? 0) / 1_000,
  ),
  single(
    'gauge',
    'parley_redis_nodes',
    'Nodes that live, as this one sees it.',
    ({ redis }) => redis?.nodeCount ?? 0,
  ),
];

/** Everything that Parley tells of itself. docs/MONITORING.md explains each; nothing names a room or a person. */
export function metricFamilies({ hasRedis }: { hasRedis: boolean }): readonly MetricFamily[] {
  return [
    single(
      'gauge',
      'parley_connections',
      'Open connections, those without a handshake included.',
      ({ census }) => census.connections,
    ),
    labelled(
      'gauge',
      'parley_sockets',
      'transport',
      'Connected clients by transport.',
      ({ census }) => census.sockets,
    ),
    single(
      'gauge',
      'parley_participants',
      'Clients with a seat; the others are in a lobby.',
      ({ census }) => census.participants,
    ),
    labelled(
      'gauge',
      'parley_rooms',
      'size',
      'Rooms that clients of this node are in, by the number of people seated.',
      ({ census }) => census.rooms,
    ),
    labelled('counter', 'parley_joins_total', 'result', 'Answers to room:join.', ({ tally }) => tally.joins),
    labelled(
      'counter',
      'parley_arrivals_total',
      'kind',
      'Seats taken: new, return (resumed with the same epoch) or replacement (reloaded).',
      ({ tally }) => tally.arrivals,
    ),
    single(
      'counter',
      'parley_signals_relayed_total',
      'Signals handed on.',
      ({ tally }) => tally.signalsRelayed,
    ),
    relayTimes,
    labelled(
      'counter',
      'parley_requests_refused_total',
      'code',
      'Requests of any kind that were refused.',
      ({ tally }) => tally.requestsRefused,
    ),
    labelled(
      'counter',
      'parley_connections_refused_total',
      'reason',
      'Connections that were refused.',
      ({ tally }) => tally.connectionsRefused,
    ),
    single(
      'counter',
      'parley_floods_ended_total',
      'Connections closed because they went on beyond the message limit.',
      ({ tally }) => tally.floodsEnded,
    ),
    single(
      'counter',
      'parley_slow_readers_cut_total',
      'Connections ended because they did not take in what was said to them.',
      ({ tally }) => tally.slowReadersCut,
    ),
    single('gauge', 'parley_draining', 'Whether this node is about to stop.', ({ isDraining }) =>
      Number(isDraining),
    ),
    iceServers,
    ...(hasRedis ? redisFamilies : []),
  ];
}
