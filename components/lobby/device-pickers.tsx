'use client';

import { Mic, Video, Volume2 } from 'lucide-react';
import type { LocalMedia } from '@/lib/media/local-media';
import type { DeviceOption } from '@/lib/media/local-media-state';
import { Select } from '../ui/select';
import { useStore } from '../use-store';
import { DeviceProblem } from './device-problem';
import { SpeakerTest } from './speaker-test';

interface DevicePickersProps {
  localMedia: LocalMedia;
}

function toOptions(devices: readonly DeviceOption[], none: string) {
  if (devices.length === 0) return [{ value: '', label: none }];
  return devices.map(({ deviceId, label }) => ({ value: deviceId, label }));
}

/** Which camera, microphone and speaker to use. Without a choice the browser's first is meant: the system's default. */
export function DevicePickers({ localMedia }: DevicePickersProps) {
  const state = useStore(localMedia.state);
  const { cameras, microphones, speakers, microphone } = state;

  return (
    <section
      aria-label="Devices"
      tabIndex={-1}
      className="grid gap-x-3 gap-y-4 sm:grid-cols-3 short:grid-cols-1"
    >
      <Select
        label="Camera"
        icon={<Video aria-hidden="true" />}
        value={state.cameraId ?? cameras[0]?.deviceId ?? ''}
        options={toOptions(cameras, 'No camera')}
        isDisabled={cameras.length === 0}
        onChange={(deviceId) => void localMedia.selectCamera(deviceId)}
      />
      {/* On a wide screen the words get a row of their own, below all three. */}
      <div className="min-w-0 sm:contents short:block">
        <Select
          label="Microphone"
          icon={<Mic aria-hidden="true" />}
          value={state.microphoneId ?? microphones[0]?.deviceId ?? ''}
          options={toOptions(microphones, 'No microphone')}
          isDisabled={microphones.length === 0}
          onChange={(deviceId) => void localMedia.selectMicrophone(deviceId)}
        />
        <div aria-live="polite" className="max-w-lg sm:order-last sm:col-span-full">
          {microphone.error ? (
            <div className="mt-3 sm:mt-0 short:mt-3">
              <DeviceProblem
                code={microphone.error}
                retryLabel="Try again with the microphone"
                onRetry={() => void localMedia.setMicrophoneOn(true)}
              />
            </div>
          ) : null}
        </div>
      </div>
      {speakers.length > 0 ? (
        <div className="min-w-0">
          <Select
            label="Speaker"
            icon={<Volume2 aria-hidden="true" />}
            value={state.speakerId ?? speakers[0]?.deviceId ?? ''}
            options={toOptions(speakers, '')}
            onChange={(deviceId) => localMedia.selectSpeaker(deviceId)}
          />
          <SpeakerTest localMedia={localMedia} />
        </div>
      ) : null}
    </section>
  );
}
