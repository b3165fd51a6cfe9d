import { Mic, Video, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Select } from '@/components/ui/select';
import { useStore } from '@/components/use-store';
import type { DeviceOption } from '@/lib/media/local-media-state';
import { useCall } from '../call-provider';

interface DeviceSelectProps {
  label: 'Camera' | 'Microphone' | 'Speaker';
  icon: ReactNode;
  devices: readonly DeviceOption[];
  deviceId: string | null;
  onChange: (deviceId: string) => void;
}

function DeviceSelect({ label, icon, devices, deviceId, onChange }: DeviceSelectProps) {
  const options = devices.map((device) => ({ value: device.deviceId, label: device.label }));
  return (
    <Select
      label={label}
      icon={icon}
      value={deviceId ?? options[0]?.value ?? ''}
      options={options.length > 0 ? options : [{ value: '', label: `No ${label.toLowerCase()} found` }]}
      isDisabled={options.length === 0}
      onChange={onChange}
    />
  );
}

/** Changes devices while the call goes on. */
export function DeviceSettings() {
  const { localMedia } = useCall();
  const media = useStore(localMedia.state);
  return (
    <div className="grid gap-4">
      <DeviceSelect
        label="Camera"
        icon={<Video aria-hidden="true" />}
        devices={media.cameras}
        deviceId={media.cameraId}
        onChange={(deviceId) => void localMedia.selectCamera(deviceId)}
      />
      <DeviceSelect
        label="Microphone"
        icon={<Mic aria-hidden="true" />}
        devices={media.microphones}
        deviceId={media.microphoneId}
        onChange={(deviceId) => void localMedia.selectMicrophone(deviceId)}
      />
      {media.speakers.length > 0 ? (
        <DeviceSelect
          label="Speaker"
          icon={<Volume2 aria-hidden="true" />}
          devices={media.speakers}
          deviceId={media.speakerId}
          onChange={(deviceId) => localMedia.selectSpeaker(deviceId)}
        />
      ) : null}
    </div>
  );
}
