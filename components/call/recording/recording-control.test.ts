// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeCall, type FakeCall } from '@/components/testing/fake-call';
import type { Recorder } from '@/lib/recording/recorder';
import { openFakeRecorder } from '@/lib/recording/testing/fake-recorder';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { activitiesOver } from '../testing/activities-over';
import { inCall, person } from '../testing/people';
import { layOutFilms } from './lay-out-films';
import type { loadRecordingParts } from './load-recording-parts';
import { recordedPeople } from './recorded-people';
import { RecordingControl } from './recording-control';

const ada = person('Ada');
/** What happened, in order: what the others were told, and what became of the recording. */
let log: string[];
let call: FakeCall;
let clock: FakeClock;
let opened: number;
/** The program is here from now on. */
let arrive: () => void;
let control: RecordingControl;

function openRecorder(): Recorder {
  opened += 1;
  return openFakeRecorder(clock, () => log.push('recorded'));
}

beforeEach(() => {
  log = [];
  opened = 0;
  clock = createFakeClock();
  const { activities, said } = activitiesOver('aaaa-bbbb-cccc-dddd', [ada.participantId]);
  said.push = (...items) => {
    for (const { message } of items) {
      if (message.kind === 'presence') log.push(message.content.isRecording ? 'told' : 'told the end');
    }
    return said.length;
  };
  call = createFakeCall({ state: inCall([ada]), activities });
  const parts = { openRecorder, prepareRecorder: () => undefined, layOutFilms, recordedPeople };
  const loaded = new Promise<typeof parts>((resolve) => {
    arrive = () => resolve(parts);
  });
  control = new RecordingControl(call, () => loaded as ReturnType<typeof loadRecordingParts>);
});

const start = () => control.start('composed', 'video/webm');
const phase = () => control.state.getSnapshot().phase;

describe('recording a call', () => {
  it('is told to everybody before anything is loaded, let alone recorded, and until it is over (M4)', async () => {
    const starting = start();
    expect(log).toEqual(['told']);
    arrive();
    await starting;
    expect(log).toEqual(['told', 'recorded']);
    control.stop();
    await expect.poll(phase).toBe('stopped');
    expect(log).toEqual(['told', 'recorded', 'told the end']);
  });

  it('ends with the call', async () => {
    arrive();
    await start();
    call.state.set({ phase: 'ended', reason: { type: 'left' } });
    await expect.poll(phase).toBe('stopped');
  });

  it('does not begin when the call was left while its program was loaded', async () => {
    const starting = start();
    call.state.set({ phase: 'ended', reason: { type: 'left' } });
    arrive();
    await starting;
    expect([opened, phase()]).toEqual([0, 'idle']);
    expect(log).toEqual(['told', 'told the end']);
  });

  it('does not begin when it was stopped meanwhile, be the call entered again by then', async () => {
    const starting = start();
    call.state.set({ phase: 'ended', reason: { type: 'left' } });
    control.stop();
    call.state.set(inCall([ada]));
    arrive();
    await starting;
    expect([opened, phase()]).toEqual([0, 'idle']);
    await start();
    expect(phase()).toBe('recording');
  });

  it('ends for everybody at once when it is stopped before it began, however long its program takes', async () => {
    const starting = start();
    control.stop();
    expect(phase()).toBe('idle');
    expect(log).toEqual(['told', 'told the end']);
    const again = start();
    arrive();
    await Promise.all([starting, again]);
    expect([opened, phase()]).toEqual([1, 'recording']);
  });

  it('that can’t begin says so and is told to nobody any more', async () => {
    control = new RecordingControl(call, () => Promise.reject(new Error('out of reach')));
    await start();
    expect(control.state.getSnapshot()).toEqual({ phase: 'stopped', problem: 'failed', isEmpty: true });
    expect(log).toEqual(['told', 'told the end']);
  });
});
