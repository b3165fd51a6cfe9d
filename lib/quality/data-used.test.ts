import { expect, it } from 'vitest';
import { DataMeter } from './data-used';

it('adds up connections, and keeps what those used that were replaced', () => {
  const meter = new DataMeter();
  expect(meter.total).toEqual({ sentBytes: 0, receivedBytes: 0 });
  meter.record('ada/1', { sentBytes: 10, receivedBytes: 1 });
  meter.record('ada/1', { sentBytes: 20, receivedBytes: 2 });
  meter.record('ada/2', { sentBytes: 5, receivedBytes: 1 });
  meter.record('bo/1', { sentBytes: 100, receivedBytes: 50 });
  expect(meter.total).toEqual({ sentBytes: 125, receivedBytes: 53 });
});
