import { useEffect, useEffectEvent } from 'react';

export interface ShortcutActions {
  toggleMicrophone: () => void;
  toggleCamera: () => void;
  toggleScreen: () => void;
  toggleChat: () => void;
  togglePeople: () => void;
  toggleHand: () => void;
  showShortcuts: () => void;
  /** Space was pressed: talk. */
  startTalking: () => void;
  /** Space was let go, or the page lost the keyboard. */
  stopTalking: () => void;
}

/** The keys, as the list of shortcuts shows them. */
export const shortcuts = [
  { keys: 'M', does: 'Microphone on or off' },
  { keys: 'V', does: 'Camera on or off' },
  { keys: 'S', does: 'Share your screen, or stop' },
  { keys: 'C', does: 'Show or hide the chat' },
  { keys: 'P', does: 'Show or hide people' },
  { keys: 'H', does: 'Raise or lower your hand' },
  { keys: 'Space', does: 'Hold to talk while muted' },
  { keys: '?', does: 'Show this list' },
] as const;

const typing = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
/** Where letters jump to an item. */
const typeahead = '[role="menu"], [role="listbox"], [role="combobox"]';
/** Where the space bar presses, ticks or opens. */
const pressable = 'button, a[href], summary, video[controls], audio[controls], [role="button"], [role="tab"]';

function isInside(event: KeyboardEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}

/**
 * The call's keyboard shortcuts. Never while typing, never with Ctrl, Alt or Meta (those belong to the browser),
 * never on repeats, and the space bar still presses a focused button. With an open dialogue only the devices react.
 */
export function useShortcuts(actions: ShortcutActions, isDialogOpen: boolean): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.isComposing || isInside(event, typing) || isInside(event, typeahead)) return;
    if (event.code === 'Space') {
      if (isDialogOpen || isInside(event, pressable)) return;
      event.preventDefault();
      if (!event.repeat) actions.startTalking();
      return;
    }
    if (event.repeat) return;
    const key = event.key.toLowerCase();
    if (key === 'm') actions.toggleMicrophone();
    else if (key === 'v') actions.toggleCamera();
    else if (isDialogOpen) return;
    else if (key === 's') actions.toggleScreen();
    else if (key === 'c') {
      // The chat's field takes the focus, and would take the letter, too.
      event.preventDefault();
      actions.toggleChat();
    } else if (key === 'p') actions.togglePeople();
    else if (key === 'h') actions.toggleHand();
    else if (key === '?') actions.showShortcuts();
  });
  const release = useEffectEvent((event?: KeyboardEvent) => {
    if (!event || event.code === 'Space') actions.stopTalking();
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    const onKeyUp = (event: KeyboardEvent) => release(event);
    const onBlur = () => release();
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', onBlur);
    };
  }, []);
}
