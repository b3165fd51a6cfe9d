'use client';

import { memo, useDeferredValue, useEffect, useRef, useState } from 'react';
import { CopyLink } from '@/components/lobby/copy-link';
import { LaterRecordingOffers } from '@/components/recordings/later-recording-offers';
import { TooltipProvider } from '@/components/ui/tooltip';
import { useStore } from '@/components/use-store';
import type { CallState } from '@/lib/call/call-state';
import { useCall, useCallLink } from './call-provider';
import { callTitle } from './call-title';
import { ChatPanel } from './chat/chat-panel';
import { useDraft } from './chat/use-draft';
import { useUnread } from './chat/use-unread';
import { CallToolbar } from './controls/call-toolbar';
import { ExtraControls } from './controls/extra-controls';
import { useCallActions } from './controls/use-call-actions';
import { AttachButton } from './files/attach-button';
import { FilesLayer } from './files/files-layer';
import { KnownPeopleProvider } from './files/known-people';
import { SaveWishesProvider } from './files/save-wishes';
import { useFileArrivals } from './files/use-file-arrivals';
import { useFileNotices } from './files/use-file-notices';
import { useVoiceRecorder } from './files/use-voice-recorder';
import { VoiceButton } from './files/voice-button';
import { VoiceDraft } from './files/voice-draft';
import { useHandNotices } from './hands/use-hand-notices';
import { useLoweredBySpeaking } from './hands/use-lowered-by-speaking';
import { useToggleHand } from './hands/use-toggle-hand';
import { useLateParts } from './hooks/use-late-parts';
import { useMediaSession } from './hooks/use-media-session';
import { usePushToTalk } from './hooks/use-push-to-talk';
import { useReturnFocus } from './hooks/use-return-focus';
import { useShortcuts } from './hooks/use-shortcuts';
import { useWakeLock } from './hooks/use-wake-lock';
import { AnnouncerProvider } from './notices/announcer';
import { Banners } from './notices/banners';
import { MutedHint } from './notices/muted-hint';
import { Toaster } from './notices/toaster';
import { useNotices } from './notices/use-notices';
import { InviteDialog } from './panels/invite-dialog';
import { MoreDialog, type MoreTab } from './panels/more-dialog';
import { PeoplePanel } from './panels/people-panel';
import { useCallPanel } from './panels/use-call-panel';
import { useRememberedLowData } from './quality/use-low-data';
import { useReactionNotices } from './reactions/use-reaction-notices';
import { RecordButton } from './recording/record-button';
import { RecordDialog } from './recording/record-dialog';
import { RecordingBar } from './recording/recording-bar';
import { RecordingProvider, useRecorderState } from './recording/recording-context';
import { useRecordingNotices } from './recording/use-recording-notices';
import { CallSound } from './sound/call-sound';
import { PlaybackProvider } from './sound/playback-context';
import { TapToHear } from './sound/tap-to-hear';
import { Stage } from './stage/stage';

/** They come with the call's part of the program: the lobby, which shows them too, need not carry them. */
export { CopyLink, LaterRecordingOffers };

export type InCallState = Extract<CallState, { phase: 'joining' | 'in-call' }>;

/** Dialogues, toasts and tooltips hang from the body: during a call the whole page is dark. */
function useDarkPage(): void {
  useEffect(() => {
    document.body.classList.add('theme-dark');
    return () => document.body.classList.remove('theme-dark');
  }, []);
}

const CallRoom = memo(function CallRoom(state: InCallState) {
  const { self, participants, serverLink, refusal, isTampered } = state;
  const call = useCall();
  const linkUrl = useCallLink();
  const isMicrophoneOn = useStore(call.localMedia.state, ({ microphone }) => microphone.status === 'on');
  const isCameraOn = useStore(call.localMedia.state, ({ camera }) => camera.status === 'on');
  const { panel, togglePanel, openPanel, closePanel } = useCallPanel();
  const [draft, setDraft] = useDraft();
  const openChat = () => openPanel('chat');
  const unreadCount = useUnread(panel === 'chat', openChat) + useFileNotices(panel === 'chat', openChat);
  useFileArrivals(panel === 'chat', openChat);
  const [chosenFiles, setChosenFiles] = useState<readonly File[]>([]);
  const voice = useVoiceRecorder(panel === 'chat');
  const isVoiceIdle = voice.state.phase === 'idle' || voice.state.phase === 'failed';
  const [dialog, setDialog] = useState<'invite' | 'more' | 'record' | null>(null);
  const [tab, setTab] = useState<MoreTab>('devices');
  const recording = useRecorderState();
  const heading = useRef<HTMLHeadingElement>(null);
  const actions = useCallActions();
  const toggleHand = useToggleHand();
  const pushToTalk = usePushToTalk(call.localMedia);
  const showMore = (shown: MoreTab) => {
    setTab(shown);
    setDialog('more');
  };

  // The button that was pressed in the lobby is gone: keyboard and screen reader start at the top of the call.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useReturnFocus(dialog !== null || chosenFiles.length > 0);
  useLateParts();
  useDarkPage();
  useWakeLock();
  useRememberedLowData();
  useNotices(participants, serverLink);
  useHandNotices(participants);
  useLoweredBySpeaking();
  useReactionNotices(participants);
  useRecordingNotices(participants);
  useShortcuts(
    {
      ...actions,
      ...pushToTalk,
      toggleChat: () => togglePanel('chat'),
      togglePeople: () => togglePanel('people'),
      toggleHand,
      showShortcuts: () => showMore('shortcuts'),
    },
    dialog !== null || chosenFiles.length > 0,
  );
  useMediaSession({
    title: callTitle(state),
    isMicrophoneOn,
    isCameraOn,
    onToggleMicrophone: actions.toggleMicrophone,
    onToggleCamera: actions.toggleCamera,
    onHangUp: actions.leave,
  });

  return (
    <main className="theme-dark fixed inset-0 flex flex-col overflow-hidden bg-stage">
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        Call
      </h1>
      <div className="relative flex min-h-0 grow flex-col px-safe-2 pt-safe-2 sm:px-safe-3 sm:pt-safe-3">
        <Banners
          isJoining={state.phase === 'joining'}
          serverLink={serverLink}
          refusal={refusal}
          isTampered={isTampered}
        />
        <RecordingBar participants={participants} />
        <div className="relative flex min-h-0 grow gap-3">
          <div className="relative min-w-0 grow">
            <Stage selfName={self.displayName} participants={participants} />
            <div className="pointer-events-none absolute inset-x-0 bottom-14 z-20 flex flex-col items-center gap-3 *:pointer-events-auto">
              <TapToHear />
              {/* Whoever records a voice note is muted on purpose. */}
              {voice.state.phase === 'recording' ? null : <MutedHint />}
              {recording.phase === 'stopped' ? <LaterRecordingOffers /> : null}
            </div>
          </div>
          {panel === 'people' ? (
            <PeoplePanel selfName={self.displayName} participants={participants} onClose={closePanel} />
          ) : null}
          {panel === 'chat' ? (
            <ChatPanel
              draft={draft}
              onDraftChange={setDraft}
              onClose={closePanel}
              composerStart={<AttachButton onFiles={setChosenFiles} />}
              composerEnd={<VoiceButton recorder={voice.recorder} />}
              insteadOfComposer={isVoiceIdle ? null : <VoiceDraft {...voice} participants={participants} />}
            />
          ) : null}
        </div>
      </div>
      <CallToolbar
        panel={panel}
        unreadCount={unreadCount}
        onTogglePanel={togglePanel}
        onInvite={linkUrl === null ? null : () => setDialog('invite')}
        onMore={() => showMore('devices')}
      />
      <FilesLayer
        chosen={chosenFiles}
        onChoose={setChosenFiles}
        participants={participants}
        onSent={openChat}
      />
      <CallSound participants={participants} />
      {linkUrl === null ? null : (
        <InviteDialog
          linkUrl={linkUrl}
          isOpen={dialog === 'invite'}
          onOpenChange={(isOpen) => setDialog(isOpen ? 'invite' : null)}
        />
      )}
      <MoreDialog
        isOpen={dialog === 'more'}
        onOpenChange={(isOpen) => setDialog(isOpen ? 'more' : null)}
        tab={tab}
        onTabChange={setTab}
        participants={participants}
        extraControls={
          <>
            <ExtraControls
              onInvite={linkUrl === null ? null : () => setDialog('invite')}
              onPeople={() => {
                setDialog(null);
                openPanel('people');
              }}
              onReacted={() => setDialog(null)}
            />
            <RecordButton onRecord={() => setDialog('record')} />
          </>
        }
      />
      <RecordDialog
        isOpen={dialog === 'record'}
        onOpenChange={(isOpen) => setDialog(isOpen ? 'record' : null)}
      />
    </main>
  );
});

/** The call itself: people, controls, and nothing else. */
export function CallScreen({ state }: { state: InCallState }) {
  // Drawing people yields to connecting them.
  const participants = useDeferredValue(state.participants);
  return (
    <TooltipProvider>
      <PlaybackProvider>
        <AnnouncerProvider>
          <RecordingProvider>
            <KnownPeopleProvider participants={state.participants}>
              <SaveWishesProvider>
                <CallRoom {...state} participants={participants} />
              </SaveWishesProvider>
            </KnownPeopleProvider>
          </RecordingProvider>
        </AnnouncerProvider>
      </PlaybackProvider>
      <Toaster />
    </TooltipProvider>
  );
}
