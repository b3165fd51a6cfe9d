import {
  createContext,
  Fragment,
  type ReactNode,
  use,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

const AnnouncerContext = createContext<((text: string) => void) | null>(null);

/** One polite live region for what has no words on the screen. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState({ texts: [] as readonly string[], count: 0 });
  // What was announced since the last render: several at once are said together.
  const pending = useRef<readonly string[]>([]);
  const announce = useCallback((text: string) => {
    const texts = [...pending.current.filter((other) => other !== text), text];
    pending.current = texts;
    setMessage((before) => ({ texts, count: before.count + 1 }));
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each message that is shown has taken in what was pending.
  useLayoutEffect(() => {
    pending.current = [];
  }, [message]);

  return (
    <AnnouncerContext value={announce}>
      {children}
      <div aria-live="polite" className="sr-only">
        {/* New nodes each time: the same words twice are said twice. */}
        <Fragment key={message.count}>
          {message.texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Fragment>
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
