import { createContext, type ReactNode, use, useCallback, useState } from 'react';

const AnnouncerContext = createContext<((text: string) => void) | null>(null);

/** One polite live region for what has no words on the screen. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState({ text: '', count: 0 });
  const announce = useCallback(
    (text: string) => setMessage((before) => ({ text, count: before.count + 1 })),
    [],
  );
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div aria-live="polite" className="sr-only">
        {/* A new node each time: the same words twice are said twice. */}
        <p key={message.count}>{message.text}</p>
      </div>
    </AnnouncerContext>
  );
}

/** Says something politely to those who listen to the screen. */
export function useAnnounce(): (text: string) => void {
  const announce = use(AnnouncerContext);
  if (!announce) throw new Error('useAnnounce needs an AnnouncerProvider above it');
  return announce;
}
