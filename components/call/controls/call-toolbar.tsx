import {
  Ellipsis,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  Phone,
  UserPlus,
  Users,
  Video,
  VideoOff,
} from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { classNames } from '@/components/ui/class-names';
import { useStore } from '@/components/use-store';
import { useCall } from '../call-provider';
import { ChatButton } from '../chat/chat-button';
import { peoplePanelId } from '../panels/people-panel';
import type { CallPanel } from '../panels/use-call-panel';
import { ReactionsButton } from '../reactions/reactions-button';
import { ControlButton } from './control-button';
import { toolbarPlaces } from './toolbar-room';
import { canShareScreen, useCallActions } from './use-call-actions';

interface CallToolbarProps {
  panel: CallPanel | null;
  unreadCount: number;
  onTogglePanel: (panel: CallPanel) => void;
  /** `null` where nobody can be invited. */
  onInvite: (() => void) | null;
  onMore: () => void;
}

/** The controls of a call, a shade above the stage so that they can be seen. Red is for leaving, and for what is off. */
export function CallToolbar({ panel, unreadCount, onTogglePanel, onInvite, onMore }: CallToolbarProps) {
  const { camera, microphone, screen } = useStore(useCall().localMedia.state);
  const actions = useCallActions();
  const isMicrophoneOff = microphone.status === 'off';
  const isCameraOff = camera.status === 'off';
  const isSharing = screen.status === 'on';
  const hasScreen = canShareScreen();
  const places = toolbarPlaces(hasScreen);
  const isPeopleOpen = panel === 'people';
  const size = 'sm:size-13 short:size-11';

  return (
    <Toolbar.Root
      aria-label="Call controls"
      className="flex items-center justify-center gap-1.5 [--border:#3a413d] [--surface-raised:#262b29] px-safe-2 pt-3 pb-safe-3 sm:gap-3 sm:pb-safe-4 short:py-2"
    >
      <ControlButton
        className={size}
        label={isMicrophoneOff ? 'Turn on microphone' : 'Turn off microphone'}
        icon={isMicrophoneOff ? <MicOff /> : <Mic />}
        variant={isMicrophoneOff ? 'danger' : 'solid'}
        shortcut="M"
        onClick={actions.toggleMicrophone}
      />
      <ControlButton
        className={size}
        label={isCameraOff ? 'Turn on camera' : 'Turn off camera'}
        icon={isCameraOff ? <VideoOff /> : <Video />}
        variant={isCameraOff ? 'danger' : 'solid'}
        shortcut="V"
        onClick={actions.toggleCamera}
      />
      {hasScreen ? (
        <ControlButton
          className={size}
          label={isSharing ? 'Stop sharing' : 'Share screen'}
          icon={isSharing ? <MonitorX /> : <MonitorUp />}
          variant={isSharing ? 'accent' : 'solid'}
          shortcut="S"
          onClick={actions.toggleScreen}
        />
      ) : null}
      <ReactionsButton className={classNames(size, places.reactions.toolbar)} />
      <ChatButton
        className={size}
        isOpen={panel === 'chat'}
        unreadCount={unreadCount}
        onToggle={() => onTogglePanel('chat')}
      />
      <ControlButton
        className={classNames(size, places.people.toolbar)}
        label="People"
        icon={<Users />}
        variant={isPeopleOpen ? 'accent' : 'solid'}
        shortcut="P"
        aria-expanded={isPeopleOpen}
        aria-controls={isPeopleOpen ? peoplePanelId : undefined}
        onClick={() => onTogglePanel('people')}
      />
      {onInvite ? (
        <ControlButton
          className={classNames(size, places.invite.toolbar)}
          label="Invite"
          icon={<UserPlus />}
          aria-haspopup="dialog"
          onClick={onInvite}
        />
      ) : null}
      <ControlButton
        className={size}
        label="More"
        icon={<Ellipsis />}
        aria-haspopup="dialog"
        onClick={onMore}
      />
      <ControlButton
        className="sm:h-13 sm:w-18 short:h-11"
        label="Leave call"
        icon={<Phone className="rotate-135 fill-current" />}
        variant="danger"
        onClick={actions.leave}
      />
    </Toolbar.Root>
  );
}
