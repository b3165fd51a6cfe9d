'use client';

import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useCallback } from 'react';
import type { LocalMedia } from '@/lib/media/local-media';
import { Avatar } from '../ui/avatar';
import { classNames } from '../ui/class-names';
import { LevelMeter } from '../ui/level-meter';
import { Spinner } from '../ui/spinner';
import { ToggleButton } from '../ui/toggle-button';
import { useStore } from '../use-store';
import { DeviceProblem } from './device-problem';
import { previewClass } from './lobby-layout';
import { SelfVideo } from './self-video';

interface SelfPreviewProps {
  localMedia: LocalMedia;
  displayName: string;
}

/** What others will see and hear, with the two switches: the picture, or why there is none. */
export function SelfPreview({ localMedia, displayName }: SelfPreviewProps) {
  const camera = useStore(localMedia.state, (state) => state.camera);
  const microphone = useStore(localMedia.state, (state) => state.microphone);
  const getLevel = useCallback(() => localMedia.getMicrophoneLevel(), [localMedia]);
  const track = camera.status === 'on' ? localMedia.getTrack('camera') : null;

  return (
    <section aria-label="How you will appear" tabIndex={-1} className={previewClass}>
      {track ? <SelfVideo key={track.id} track={track} /> : null}

      <div
        aria-live="polite"
        className={classNames(
          'relative flex grow items-center justify-center p-5 pb-24',
          // Words over a picture that goes on, as when another camera could not be started.
          track && camera.error && 'bg-black/75',
        )}
      >
        {camera.error ? (
          <div className="max-w-sm text-center">
            <DeviceProblem
              code={camera.error}
              retryLabel="Try again with the camera"
              onRetry={() => void localMedia.setCameraOn(true)}
            />
          </div>
        ) : camera.status === 'starting' ? (
          <p className="flex items-center gap-3 text-text-muted">
            <Spinner /> Starting your camera…
          </p>
        ) : camera.status === 'off' ? (
          <div className="flex flex-col items-center gap-4">
            <Avatar name={displayName || 'Guest'} className="w-[min(28cqw,7.5rem)]" />
            <p className="text-text-muted">Your camera is off</p>
          </div>
        ) : null}
      </div>

      <div className="absolute inset-x-0 bottom-0 grid grid-cols-[auto_1fr] items-center gap-3 bg-linear-to-t from-black/65 to-transparent p-4 pt-10 @lg:grid-cols-[1fr_auto_1fr]">
        <div className="flex gap-3 @lg:order-2">
          <ToggleButton
            size="lg"
            variantWhenOn="overlay"
            isOn={microphone.status !== 'off'}
            labelWhenOn="Turn off microphone"
            labelWhenOff="Turn on microphone"
            iconWhenOn={<Mic />}
            iconWhenOff={<MicOff />}
            onToggle={(isOn) => void localMedia.setMicrophoneOn(isOn)}
          />
          <ToggleButton
            size="lg"
            variantWhenOn="overlay"
            isOn={camera.status !== 'off'}
            labelWhenOn="Turn off camera"
            labelWhenOff="Turn on camera"
            iconWhenOn={<Video />}
            iconWhenOff={<VideoOff />}
            onToggle={(isOn) => void localMedia.setCameraOn(isOn)}
          />
        </div>
        <div className="flex items-center gap-2.5 justify-self-end text-white @lg:order-1 @lg:justify-self-start">
          {microphone.status === 'off' ? (
            <MicOff aria-hidden="true" className="size-4" />
          ) : (
            <Mic aria-hidden="true" className="size-4" />
          )}
          <LevelMeter
            label="Microphone level"
            getLevel={getLevel}
            isDimmed={microphone.status === 'off'}
            className="w-20 @lg:w-28"
          />
        </div>
      </div>
    </section>
  );
}
