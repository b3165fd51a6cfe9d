import { useEffect, useState } from 'react';
import type { ErrorCode } from '@/lib/errors/error-code';
import type { Message } from '@/lib/errors/message';

type Messages = Readonly<Record<ErrorCode, Message>>;

/** Kept across mounts, once somebody needed words. */
let loaded: Messages | null = null;

/**
 * The words of a failure, `null` until they are loaded: a lobby without trouble never waits for them. `fallback` is
 * said when they can't be loaded either.
 */
export function useMessage(code: ErrorCode | null, fallback: Message): Message | null {
  const [messages, setMessages] = useState(loaded);
  const [isLost, setLost] = useState(false);

  useEffect(() => {
    if (code === null || loaded) return;
    import('@/lib/errors/messages').then(
      (module) => {
        loaded = module.messages;
        setMessages(loaded);
      },
      () => setLost(true),
    );
  }, [code]);

  if (code === null) return null;
  return (messages ?? loaded)?.[code] ?? (isLost ? fallback : null);
}
