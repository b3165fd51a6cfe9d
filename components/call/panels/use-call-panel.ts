import { useCallback, useState } from 'react';

/** What opens beside the stage. */
export type CallPanel = 'people' | 'chat';

/** Which panel is open beside the stage: one at a time, so that there is room for the people. */
export function useCallPanel() {
  const [panel, setPanel] = useState<CallPanel | null>(null);
  const togglePanel = useCallback(
    (toggled: CallPanel) => setPanel((open) => (open === toggled ? null : toggled)),
    [],
  );
  const closePanel = useCallback(() => setPanel(null), []);
  return { panel, openPanel: setPanel, togglePanel, closePanel };
}
