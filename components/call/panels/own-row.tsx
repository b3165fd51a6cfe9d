import { Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { useStore } from '@/components/use-store';
import { useCall } from '../call-provider';
import { useHandPlace } from '../hands/use-presence';
import { NameForm } from './name-form';
import { PersonRow } from './person-row';

/** Oneself in the list of people, with the way to another name. */
export function OwnRow({ displayName }: { displayName: string }) {
  const { camera, microphone, screen } = useStore(useCall().localMedia.state);
  const handPlace = useHandPlace(null);
  const [isRenaming, setRenaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setRenaming(false);
    button.current?.focus();
  };
  return (
    <PersonRow
      displayName={displayName}
      label={`${displayName} (you)`}
      handPlace={handPlace}
      isMicrophoneOn={microphone.status === 'on'}
      isCameraOn={camera.status === 'on'}
      isScreenOn={screen.status === 'on'}
      action={
        <IconButton
          ref={button}
          label="Change name"
          icon={<Pencil className="size-4.5!" />}
          variant="ghost"
          aria-expanded={isRenaming}
          className="-my-1 -mr-2"
          onClick={() => (isRenaming ? close() : setRenaming(true))}
        />
      }
    >
      {isRenaming ? <NameForm displayName={displayName} onDone={close} /> : null}
    </PersonRow>
  );
}
