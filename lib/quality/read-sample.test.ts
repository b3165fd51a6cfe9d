import { describe, expect, it } from 'vitest';
import { readConnectionTotals } from './connection-totals';
import { readSample } from './read-sample';
import { healthyReport, reportOf } from './test-reports';

const start = readConnectionTotals(healthyReport(), 10_000);

/** What happened in two seconds that changed the report so. */
function sampleOf(changes: Readonly<Record<string, object>>) {
  const sample = readSample(start, readConnectionTotals(healthyReport(changes), 12_000));
  if (!sample) throw new Error('two seconds are an interval');
  return sample;
}

describe('the totals of a connection', () => {
  it('are those of the selected pair, in milliseconds and kbit/s', () => {
    expect(start).toMatchObject({
      bytesSent: 10_000,
      bytesReceived: 20_000,
      availableOutgoingKbps: 2_000,
      jitterMs: 5,
    });
  });

  it('take the slower of the two round trips: media may wait where checks of the path do not', () => {
    expect(start.rttMs).toBe(50);
    expect(readConnectionTotals(healthyReport({ CP: { currentRoundTripTime: 0.2 } }), 0).rttMs).toBe(200);
  });

  it('tell camera and screen apart by their media section (N1)', () => {
    const report = healthyReport({ IC: { mid: '2', framesDecoded: 7 } });
    const { pictures } = readConnectionTotals(report, 0);
    expect(pictures.screen.framesDecoded).toBe(7);
    expect(pictures.camera.framesDecoded).toBe(0);
  });

  it('do not count the silence of pauses as sound made up', () => {
    expect(start.audioSamplesConcealed).toBe(100);
  });

  it('read the pair that Firefox marks, which has no transport to name it', () => {
    const report = reportOf(
      { id: 'A', type: 'candidate-pair', bytesSent: 1, selected: false },
      { id: 'B', type: 'candidate-pair', bytesSent: 2, selected: true },
    );
    expect(readConnectionTotals(report, 0).bytesSent).toBe(2);
  });

  it('are nothing, or not known, where a browser tells nothing', () => {
    expect(readConnectionTotals(reportOf(), 5)).toMatchObject({
      atMs: 5,
      bytesSent: 0,
      rttMs: null,
      jitterMs: null,
      availableOutgoingKbps: null,
      limitation: 'none',
    });
  });

  it('name a busy processor before a narrow line, and no limitation of what is not sent', () => {
    const limited = (reason: string, active = true) =>
      readConnectionTotals(healthyReport({ OC: { qualityLimitationReason: reason, active } }), 0).limitation;
    expect(limited('bandwidth')).toBe('bandwidth');
    expect(limited('bandwidth', false)).toBe('none');
    const both = reportOf(
      { id: '1', type: 'outbound-rtp', qualityLimitationReason: 'bandwidth' },
      { id: '2', type: 'outbound-rtp', qualityLimitationReason: 'cpu' },
    );
    expect(readConnectionTotals(both, 0).limitation).toBe('cpu');
  });
});

describe('a sample', () => {
  it('counts losses of the interval, both ways', () => {
    const sample = sampleOf({
      IA: { packetsReceived: 190, packetsLost: 10 },
      OC: { packetsSent: 400 },
      RC: { packetsLost: 5 },
    });
    expect(sample.inboundLossShare).toBeCloseTo(0.1);
    expect(sample.outboundLossShare).toBeCloseTo(0.05);
  });

  it('counts bytes as bitrate', () => {
    const sample = sampleOf({ CP: { bytesSent: 260_000, bytesReceived: 20_000 } });
    expect(sample.sentKbps).toBe(1_000);
    expect(sample.receivedKbps).toBe(0);
  });

  it('counts frames a second, and the part of the time that the picture stood still', () => {
    const { camera } = sampleOf({
      IC: { framesDecoded: 100, framesDropped: 6, freezeCount: 1, totalFreezesDuration: 0.5 },
    }).pictures;
    expect(camera).toMatchObject({ decodedFps: 20, renderedFps: 18, freezeCount: 1, freezeShare: 0.25 });
  });

  it('takes lost packets that arrive late for no loss at all', () => {
    const before = readConnectionTotals(healthyReport({ IA: { packetsLost: 8 } }), 0);
    const now = readConnectionTotals(healthyReport({ IA: { packetsLost: 5, packetsReceived: 150 } }), 2_000);
    expect(readSample(before, now)?.inboundLossShare).toBe(0);
  });

  it('is none without time between the readings', () => {
    expect(readSample(start, start)).toBeNull();
  });
});
